using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli;

/// <summary>Prints the media that could not be read.</summary>
internal static class QuarantineList
{
    private const int Shown = 20;

    public static void Print(IAnsiConsole console, IReadOnlyList<QuarantinedFile> files)
    {
        if (files.Count > 0)
        {
            int clips = files.Select(file => file.Utterance).Distinct(StringComparer.Ordinal).Count();
            console.WriteLine($"{(clips == 1 ? "1 clip" : $"{clips} clips")} could not be read in full:");
        }

        foreach (QuarantinedFile file in files.Take(Shown))
        {
            console.WriteLine($"  {file.Path} ({file.Encoder}): {file.Reason}");
        }

        if (files.Count > Shown)
        {
            console.WriteLine($"  and {files.Count - Shown} more; the index.csv of the folders above lists all");
        }
    }
}
