using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>notebooks/cross-validate.cs, whose marked lines are the README's C#, on what a small run left.</summary>
[Collection(SmallRunCollection.Name)]
public sealed class CrossValidateTests(FinishedRun finished)
{
    [Fact]
    public void Program_OfTheReadme_ScoresEveryFoldAndSavesAModelThatPredictsTheSame()
    {
        Assert.SkipUnless(StartedProgram.CanRunFiles, "needs a .NET SDK of version 10 or later on the path");

        (int exitCode, string output, string errors) = StartedProgram.RunFile("cross-validate.cs", finished.Root, []);

        Assert.True(exitCode == 0, output + errors);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double[] accuracies = [.. lines[^2].Split(": ")[1].Split(' ').Select(accuracy => double.Parse(accuracy, CultureInfo.InvariantCulture))];
        Assert.Equal(5, accuracies.Length);
        Assert.InRange(accuracies.Average(), 0.3, 1);
        Assert.Equal(lines[^1].Split(' '), SavedModelSays().Take(5));
    }

    /// <summary>What the saved model says of the test part, read by ML.NET as any program reads it.</summary>
    private string[] SavedModelSays()
    {
        Corpus corpus = new Mer2024Reader(new Mer2024Options { Root = Folder("generated", "*") }).Read();
        FeatureTable[] tables = [FeatureTable.Open(Folder("features", "mel-statistics-*")), FeatureTable.Open(Folder("features", "face-texture-*"))];
        ITransformer model = new MLContext(seed: 2).Model.Load(Path.Combine(finished.Root, "fusion.zip"), out _);
        return [.. model.Transform(FeatureTables.Join(corpus, tables, UtterancePart.Test)).GetColumn<string>("PredictedLabel")];
    }

    private string Folder(string kind, string pattern) => Directory.GetDirectories(Path.Combine(finished.Root, "datasets", kind), pattern).Single();
}
