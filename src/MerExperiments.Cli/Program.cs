using MerExperiments.Pipeline;

namespace MerExperiments.Cli;

/// <summary>The command line tool with what is built in.</summary>
internal static class Program
{
    private static int Main(string[] args) => Mer.Main(new Toolkit(), args);
}
