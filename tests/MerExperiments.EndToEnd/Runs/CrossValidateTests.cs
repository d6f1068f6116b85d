using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>notebooks/cross-validate.cs, whose marked lines are the README's C#, on what a small run left, put where quickstart leaves it.</summary>
[Collection(SmallRunCollection.Name)]
public sealed class CrossValidateTests(FinishedRun finished)
{
    [Fact]
    public void Program_OfTheReadme_ScoresEveryFoldAndSavesAModelThatPredictsTheSame()
    {
        Assert.SkipUnless(StartedProgram.CanRunFiles, "needs a .NET SDK of version 10 or later on the path");
        using var quickstart = new SmallWorkspace();
        Lay(quickstart.Root);

        (int exitCode, string output, string errors) = StartedProgram.RunFile("cross-validate.cs", quickstart.Root, []);

        Assert.True(exitCode == 0, output + errors);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double[] accuracies = [.. lines[^2].Split(": ")[1].Split(' ').Select(accuracy => double.Parse(accuracy, CultureInfo.InvariantCulture))];
        Assert.Equal(5, accuracies.Length);
        Assert.InRange(accuracies.Average(), 0.3, 1);
        Assert.Equal(lines[^1].Split(' '), SavedModelSays(quickstart.Root).Take(5));
    }

    [Fact]
    public void FeatureTables_OfAnEncoderThatTheRunDidNotRead_AreRefusedByName()
    {
        var refused = Assert.Throws<InvalidInputException>(() => FeatureTables.Of(finished.Run, "mel-statistics", "none-such"));

        Assert.StartsWith("read no features of \"none-such\", but those of ", Assert.Single(refused.Faults).Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("mel-frames", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FeatureTables_OfTheJointModel_AreThoseThatTheRunKept() =>
        Assert.Equal(300, Assert.Single(FeatureTables.Of(finished.Run, "audio-text")).Count);

    [Fact]
    public void FeatureTables_OfARunThatLeftItsWorkspaceOrIsNone_AreRefusedByName()
    {
        using var elsewhere = new SmallWorkspace();
        var moved = new RunFolder(Clips.Copy(finished.Run.Path, Path.Combine(elsewhere.Root, "experiments", "small", finished.Run.RunId)));

        Assert.Contains("is no longer there", Assert.Throws<InvalidInputException>(() => FeatureTables.Of(moved, "mel-statistics")).Message, StringComparison.Ordinal);
        Assert.Contains("is no folder of a run", Assert.Throws<InvalidInputException>(() => FeatureTables.Of(new RunFolder(elsewhere.Root), "mel-statistics")).Message, StringComparison.Ordinal);
    }

    /// <summary>What the saved model says of the test part, read by ML.NET as any program reads it.</summary>
    private string[] SavedModelSays(string root)
    {
        Corpus corpus = new Mer2024Reader(new Mer2024Options { Root = Path.Combine(root, finished.Run.ReadManifest().CorpusFolder!) }).Read();
        IReadOnlyList<FeatureTable> tables = FeatureTables.Of(Assert.Single(RunFolder.Find(Path.Combine(root, "experiments"))), "mel-statistics", "face-texture");
        ITransformer model = new MLContext(seed: 2).Model.Load(Path.Combine(root, "fusion.zip"), out _);
        return [.. model.Transform(FeatureTables.Join(corpus, tables, UtterancePart.Test)).GetColumn<string>("PredictedLabel")];
    }

    /// <summary>The small run's clips, features and folder, in the places that the README's C# names.</summary>
    private void Lay(string root)
    {
        string corpus = finished.Run.ReadManifest().CorpusFolder!;
        Clips.Copy(Path.Combine(finished.Root, corpus), Path.Combine(root, corpus));
        Clips.Copy(finished.Run.Path, Path.Combine(root, "experiments", "quickstart", finished.Run.RunId));
        foreach (string table in finished.Run.ReadManifest().FeatureTables)
        {
            Clips.Copy(Path.Combine(new Workspace(finished.Root).Features, table), Path.Combine(new Workspace(root).Features, table));
        }
    }
}
