using MerExperiments.Cli;
using MerExperiments.Cli.Commands;
using MerExperiments.Media.Decoding;
using MerExperiments.Pipeline;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Reporting;
using Spectre.Console;

namespace MerExperiments;

/// <summary>The command line tool as a function: a program of a user's own calls it with a toolkit that knows their heads, tuners and corpora too.</summary>
/// <example>
/// <code>
/// return Mer.Main(new Toolkit().AddHead("mine", () => new MyHead()), args);
/// </code>
/// </example>
public static class Mer
{
    /// <summary>Carries out one command line, with progress on the standard output and refusals on the error stream; never throws.</summary>
    /// <param name="toolkit">What experiments can be made of.</param>
    /// <param name="args">The command line.</param>
    /// <returns>0 done, 1 failed, 2 bad input, 75 stopped with a checkpoint.</returns>
    public static int Main(Toolkit toolkit, string[] args)
    {
        Console.SetOut(new LastingWriter(Console.Out));
        Console.SetError(new LastingWriter(Console.Error));
        using var signals = new StopSignals(Console.Error, TimeProvider.System);
        signals.Listen();
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 200;
            console.Profile.Capabilities.Interactive = false;
        }

        return new MerApplication(ServicesOf(toolkit), console, Console.Error).Invoke(args, signals.Token);
    }

    /// <summary>What is wrong with a command line, which is not carried out; empty where it is understood. Files and experiments that it names are not looked for.</summary>
    internal static IReadOnlyList<Fault> Faults(Toolkit toolkit, IReadOnlyList<string> args) => new MerApplication(ServicesOf(toolkit), AnsiConsole.Console, Console.Error).Faults(args);

    private static Services ServicesOf(Toolkit toolkit)
    {
        string folder = Directory.GetCurrentDirectory();
        return new Services
        {
            Toolkit = toolkit,
            Runner = workspace => new ExperimentRunner(toolkit, workspace, TimeProvider.System),
            Encoder = workspace => new CorpusEncoder(toolkit, workspace),
            FineTuner = workspace => new FineTuner(toolkit, workspace),
            Predictor = workspace => new Predictor(toolkit, workspace),
            WriteReport = (run, file) => RunReport.Write(run, file, toolkit.ReportSections),
            WriteComparison = ComparisonReport.Write,
            Probes =
            [
                MachineProbes.Runtime,
                MachineProbes.Processors,
                MachineProbes.Memory,
                MachineProbes.Disk(folder),
                MachineProbes.NativeLibrary("onnxruntime"),
                MachineProbes.NativeLibrary("lib_lightgbm"),
                MachineProbes.NativeLibrary("LibTorchSharp"),
                MachineProbes.NativeLibrary("libSkiaSharp"),
                MachineProbes.FFmpeg(() => FFmpegTools.Find().Version),
            ],
            CurrentFolder = folder,
            Trace = Environment.GetEnvironmentVariable("MER_TRACE") == "1",
        };
    }
}

/// <summary>The command line tool with what is built in.</summary>
internal static class Program
{
    private static int Main(string[] args) => Mer.Main(new Toolkit(), args);
}
