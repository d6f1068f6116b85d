using MerExperiments.Media;
using MerExperiments.Runs;

namespace MerExperiments.EndToEnd.Runs;

public sealed class BadInputTests
{
    private const string Catalogue =
        """
        { "experiments": { "small": { "question": "q", "folds": 2, "encoders": ["mel-statistics"],
          "corpus": { "kind": "manifest", "manifest": "clips.csv", "labels": ["low", "high"] },
          "sweep": { "heads": ["maximum-entropy"], "trials": 2 }, "ensemble": { "size": 2 } } } }
        """;

    [Fact]
    public void Run_CatalogueWithThreeMistakes_NamesAllThreeAndLeavesNothing()
    {
        string broken = Catalogue.Replace("\"trials\"", "\"tirals\"", StringComparison.Ordinal)
            .Replace("\"folds\": 2", "\"folds\": \"two\", \"seed\": -1", StringComparison.Ordinal);
        using var workspace = new SmallWorkspace(broken);

        (int exitCode, _, string errors) = Mer.Run(workspace.Root, "run", "small");

        Assert.Equal(2, exitCode);
        Assert.Contains("experiments.small.sweep has the unknown key \"tirals\"; did you mean \"trials\"?", errors, StringComparison.Ordinal);
        Assert.Contains("experiments.small.folds is the text \"two\"; it must be a whole number", errors, StringComparison.Ordinal);
        Assert.Contains("experiments.small.seed is -1; it must be 0 or more", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(workspace.Root, "experiments")));
    }

    [Fact]
    public void Run_ManifestWithFaults_NamesFileAndRowOfAllAndLeavesNothing()
    {
        using var workspace = new SmallWorkspace(Catalogue);
        File.WriteAllText(Path.Combine(workspace.Root, "clips.csv"), "name,label,split\na,low,labelled\na,hihg,labelled\nb,low,tset\n");

        (int exitCode, _, string errors) = Mer.Run(workspace.Root, "run", "small");

        Assert.Equal(2, exitCode);
        Assert.Contains("clips.csv:3: the name \"a\" stands twice", errors, StringComparison.Ordinal);
        Assert.Contains("clips.csv:3: the label is \"hihg\"; did you mean \"high\"?", errors, StringComparison.Ordinal);
        Assert.Contains("clips.csv:4: the split is \"tset\"; did you mean \"test\"?", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(workspace.Root, "experiments", "small")));
    }

    [Fact]
    public void Run_ClassWithFewerUtterancesThanFolds_NamesTheClass()
    {
        using var workspace = new SmallWorkspace(Catalogue);
        File.WriteAllText(Path.Combine(workspace.Root, "clips.csv"), "name,label,split\na,low,labelled\nb,low,labelled\nc,high,labelled\nd,low,test\n");

        (int exitCode, _, string errors) = Mer.Run(workspace.Root, "run", "small");

        Assert.Equal(2, exitCode);
        Assert.Contains("folds: is 2, but the class \"high\" has 1 labelled utterance;", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnreadableClips_AreQuarantinedListedAndTheRunGoesOn()
    {
        using var workspace = new SmallWorkspace(Catalogue);
        WriteTones(workspace.Root);
        string Clip(string name) => Path.Combine(workspace.Root, $"{name}.wav");
        File.WriteAllBytes(Clip("u01"), File.ReadAllBytes(Clip("u01"))[..5000]);
        File.WriteAllBytes(Clip("u02"), []);
        File.WriteAllText(Clip("u03"), "this is really text");
        File.Delete(Clip("u04"));

        RunFolder run = workspace.Run();

        IReadOnlyList<QuarantinedFile> quarantined = run.ReadManifest().Quarantined;
        Assert.Equal(["u01.wav", "u02.wav", "u03.wav", "u04.wav"], quarantined.Select(file => file.Path).Order());
        Assert.Contains("claims", quarantined[0].Reason, StringComparison.Ordinal);
        Assert.Contains("really text", File.ReadAllText(run.Report), StringComparison.Ordinal);
        Assert.Equal(RunState.Finished, run.ReadManifest().State);
    }

    [Fact]
    public void Run_NoClipWhereTheManifestSays_IsRefusedAndLeavesNothing()
    {
        using var workspace = new SmallWorkspace(Catalogue);
        WriteTones(workspace.Root);
        foreach (string clip in Directory.EnumerateFiles(workspace.Root, "*.wav"))
        {
            File.Delete(clip);
        }

        (int exitCode, _, string errors) = Mer.Run(workspace.Root, "run", "small");

        Assert.Equal(2, exitCode);
        Assert.Contains("encoders: mel-statistics: finds none of the 24 audio files", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(workspace.Root, "experiments", "small")));
    }

    private static void WriteTones(string folder)
    {
        var rows = new List<string> { "name,audio,label,split" };
        for (int i = 0; i < 24; i++)
        {
            double frequencyHz = (i % 2 == 0 ? 140 : 260) + i;
            float[] samples = [.. Enumerable.Range(0, 16_000).Select(t => (float)(0.3 * Math.Sin(2 * Math.PI * frequencyHz * t / 16_000)))];
            using FileStream stream = File.Create(Path.Combine(folder, $"u{i:00}.wav"));
            WavFile.Write(stream, new Waveform(samples, 16_000));
            rows.Add($"u{i:00},u{i:00}.wav,{(i % 2 == 0 ? "low" : "high")},{(i < 16 ? "labelled" : "test")}");
        }

        File.WriteAllLines(Path.Combine(folder, "clips.csv"), rows);
    }
}
