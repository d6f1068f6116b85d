using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Text;
using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>A run whose texts are fitted inside each fold: stopped and resumed it is the same run, and its exported model predicts from text rows what the run predicted.</summary>
public sealed class TextRunTests
{
    private const string Catalogue =
        """
        {
          "experiments": {
            "small": {
              "question": "What do the words tell?",
              "corpus": { "kind": "generated", "labelled": 90, "pool": 60, "test": 60 },
              "encoders": ["text-tfidf", "char-ngrams"],
              "textTfidf": { "shortestCharacters": 1, "characters": 3, "components": 8, "longestText": 64 },
              "folds": 2,
              "sweep": { "heads": ["text-linear", "maximum-entropy"], "trials": 7 },
              "ensemble": { "size": 3 },
              "mining": { "iterations": 1, "voters": 2, "minimumConfidence": 0.3, "minimumAgreement": 0.5 }
            }
          }
        }
        """;

    [Fact]
    public void Run_StoppedAndResumed_IsTheSameRunAndItsModelPredictsTheSame()
    {
        using SmallWorkspace one = new(Catalogue), other = new(Catalogue);
        RunFolder whole = one.Run();
        using var interrupt = new CancellationTokenSource();

        var stopped = Assert.Throws<RunStoppedException>(
            () => other.Run(interrupt.Token, new Silence((name, done) => (name == "iteration 0: sweep" && done >= 3 ? interrupt : null)?.Cancel()), workers: 1));
        RunFolder resumed = other.Run(resume: stopped.Run.RunId);

        Assert.Equal(File.ReadAllText(whole.Predictions), File.ReadAllText(resumed.Predictions));
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Model, "model.onnx")), File.ReadAllBytes(Path.Combine(resumed.Model, "model.onnx")));
        Assert.InRange(DifferenceOf(resumed, other.Root), 0, 1e-5);

        string clips = Clips.Write(other, "test-part.csv", UtterancePart.Test);
        (int exitCode, string output, string errors) = Mer.Run(other.Root, "predict", resumed.Path, "--clips", clips);
        Assert.True(exitCode == 0, errors);
        Assert.InRange(Clips.Worst(resumed, output), 0, 1e-5);
    }

    /// <summary>The largest difference between the test part's predictions and what the exported graph gives for the same transcripts.</summary>
    private static double DifferenceOf(RunFolder run, string root)
    {
        CsvRow[] test = [.. CsvTable.Read(run.Predictions).Rows.Where(row => row["part"] == "test")];
        string[] names = [.. test.Select(row => row["name"])];
        FittedHead model = FittedHead.Load(Path.Combine(run.Model, "model.onnx"));
        FeatureTable[] tables = [.. model.Inputs.Select(input => model.Texts.TryGetValue(input.Encoder, out TextRowShape? shape)
            ? TextRows.Of(names, TranscriptsOf(names, root), new TextFeatureOptions { LongestText = shape.LongestText, AcrossWords = shape.AcrossWords })
            : Stored(input.Encoder, root).Select(names))];
        Assert.Contains(tables, table => table.Encoder == TextRows.EncoderName);
        Posteriors given = model.Predict(tables);
        return test.Index().Max(row => LabelSet.Mer2024.Names.Select((label, c) => Math.Abs(double.Parse(row.Item[label], CultureInfo.InvariantCulture) - given[row.Index][c])).Max());
    }

    private static string?[] TranscriptsOf(string[] names, string root)
    {
        string folder = Directory.EnumerateDirectories(Path.Combine(root, "datasets", "generated")).Single();
        var textOf = new Mer2024Reader(new Mer2024Options { Root = folder, Name = "generated" }).Read().Utterances.ToDictionary(u => u.Name, u => u.Text);
        return [.. names.Select(name => textOf[name])];
    }

    private static FeatureTable Stored(string encoder, string root)
    {
        string folder = Directory.EnumerateDirectories(Path.Combine(root, "datasets", "features"), $"{encoder}-*").Single();
        (NpyArray array, float[] values) = Npy.ReadSingles(Path.Combine(folder, "values.npy"));
        string[] rows = [.. CsvTable.Read(Path.Combine(folder, "index.csv")).Rows.Select(row => row["name"])];
        return new FeatureTable(encoder, Modality.Text, (int)array.Shape[1], rows, new FeatureState[rows.Length], values);
    }
}
