using System.Diagnostics;
using System.Globalization;

namespace MerExperiments.Benchmarks;

/// <summary>Peak memory of an extraction of 1,000 and of 20,000 clips, each in a process of its own.</summary>
internal sealed class ExtractionMemoryBenchmark : IBenchmark
{
    private const string Encoder = "mel-statistics";
    private static readonly int[] Sizes = [1_000, 20_000];

    public string Name => "extraction-memory";

    public string About =>
        "mel-statistics over 1,000 and 20,000 clips (symbolic links to 60 generated recordings of 1.0 to 2.2 s), one worker and two readers, from reading the manifest "
        + "to opening the stored table, each in a new process. \"Anonymous\" is what the process took for itself, looked at every 20 ms; \"resident\" counts "
        + "the pages of mapped files too, which the system takes back when it needs them. The stored table is mapped and adds nothing until it is read.";

    public MarkdownTable Run()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string>[] runs = [.. Sizes.Select(clips => Measure(folder.Path, clips))];
        double grown = Megabytes(runs[^1]) - Megabytes(runs[0]);
        return new MarkdownTable(
            ["clips", "clips/s", "hashing, s", "anonymous, peak MB", "resident, peak MB", "mapped files at the end, MB"],
            [
                .. runs.Select((run, i) => Row(Sizes[i], run)),
                ["growth", "", "", grown.ToString("0.0", CultureInfo.InvariantCulture), "", ""],
            ]);
    }

    private static double Megabytes(Dictionary<string, string> run) => double.Parse(run["anonymous-peak-mb"], CultureInfo.InvariantCulture);

    private static string[] Row(int clips, Dictionary<string, string> run) =>
    [
        clips.ToString(CultureInfo.InvariantCulture),
        (clips / double.Parse(run["seconds"], CultureInfo.InvariantCulture)).ToString("0", CultureInfo.InvariantCulture),
        run["hash-seconds"], run["anonymous-peak-mb"], run["resident-peak-mb"], run["mapped-now-mb"],
    ];

    private static Dictionary<string, string> Measure(string root, int clips)
    {
        string folder = Path.Combine(root, clips.ToString(CultureInfo.InvariantCulture));
        string manifest = NamedClips.Write(folder, clips);
        string[] lines = Child(ExtractionMode.Extract, manifest, Path.Combine(folder, "store"), Encoder, "utterance", "1");
        return lines.Select(line => line.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }

    /// <summary>Runs this program again with other arguments, and returns the lines it printed.</summary>
    private static string[] Child(params string[] args)
    {
        string program = typeof(ExtractionMemoryBenchmark).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. args]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{string.Join(' ', args)} ended with {process.ExitCode}");
    }
}
