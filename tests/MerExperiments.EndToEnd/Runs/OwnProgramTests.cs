using MerExperiments.Media;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>notebooks/my-mer.cs, a program of a user's own with a head and a corpus that this toolkit does not have.</summary>
public sealed class OwnProgramTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new(
        """
        { "experiments": { "small": { "question": "q", "folds": 2, "encoders": ["mel-statistics"],
          "corpus": { "kind": "class-folders", "root": "tones" },
          "sweep": { "heads": ["mine", "maximum-entropy"], "trials": 4 }, "ensemble": { "size": 2 }, "mining": { "iterations": 0 } } } }
        """);

    [Fact]
    public void MyMer_OfItsOwnHeadAndCorpus_RunsAndShowsThem()
    {
        Assert.SkipUnless(StartedProgram.CanRunFiles, "needs a .NET SDK of version 10 or later on the path");
        WriteTones("low", 140);
        WriteTones("high", 260);

        (int exitCode, string output, string errors) = MyMer(["run", "small"]);
        Assert.True(exitCode == 0, output + errors);
        string report = Directory.GetFiles(Path.Combine(_workspace.Root, "experiments"), "report.html", SearchOption.AllDirectories).Single();
        Assert.Contains("mine", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Contains("corpus kinds      generated, mer2024, manifest, emodb, meld, class-folders", MyMer(["run", "--help"], isBuilt: true).Output, StringComparison.Ordinal);
        Assert.Contains("\"mine\"", MyMer(["schema"], isBuilt: true).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private (int ExitCode, string Output, string Errors) MyMer(string[] arguments, bool isBuilt = false) =>
        StartedProgram.RunFile("my-mer.cs", _workspace.Root, arguments, isBuilt);

    private void WriteTones(string label, double lowestHz)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_workspace.Root, "tones", label)).FullName;
        for (int i = 0; i < 15; i++)
        {
            float[] samples = [.. Enumerable.Range(0, 16_000).Select(t => (float)(0.3 * Math.Sin(2 * Math.PI * (lowestHz + i) * t / 16_000)))];
            using FileStream stream = File.Create(Path.Combine(folder, $"u{i:00}.wav"));
            WavFile.Write(stream, new Waveform(samples, 16_000));
        }
    }
}
