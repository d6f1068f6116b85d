using MerExperiments.Pipeline;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>What the joint feature adds, answered in one run: a condition without it, compared with the condition that has all.</summary>
public sealed class AblationTests
{
    private const string Catalogue =
        """
        {
          "experiments": {
            "small": {
              "question": "What does the joint feature add?",
              "corpus": { "kind": "generated", "labelled": 90, "pool": 60, "test": 60 },
              "encoders": ["char-ngrams"],
              "audioText": { "model": "tiny", "audio": "none", "epochs": 1, "vocabulary": 300 },
              "folds": 2,
              "sweep": { "heads": ["maximum-entropy"], "trials": 3 },
              "ensemble": { "size": 2 },
              "mining": { "iterations": 0 },
              "evaluation": { "without": ["audio-text"] }
            }
          }
        }
        """;

    [Fact]
    public void Run_WithoutAnEncoder_ComparesTheConditionsAndNeverSeesItInOne()
    {
        using var workspace = new SmallWorkspace(Catalogue);

        RunMetrics metrics = workspace.Run().ReadMetrics()!;

        Assert.Equal([("main", null), ("without-audio-text", "audio-text")], metrics.Conditions.Select(condition => (condition.Name, condition.Without)));
        Assert.Contains(metrics.Conditions[0].SingleModalities, single => single.Encoder == "audio-text");
        Assert.DoesNotContain(metrics.Conditions[1].SingleModalities, single => single.Encoder == "audio-text");
        Assert.Contains(metrics.Conditions[1].Comparisons, comparison => (comparison.A.Condition, comparison.B.Condition) == ("main", "without-audio-text"));
    }

    [Fact]
    public void Fit_TestLabelsExchanged_GivesTheSameFeatures()
    {
        using var workspace = new SmallWorkspace(Catalogue);
        FineTuningResult first = FineTune(workspace);
        string labels = Directory.EnumerateFiles(workspace.Root, "label-test.csv", SearchOption.AllDirectories).Single();
        File.WriteAllText(labels, File.ReadAllText(labels).Replace("angry", "?", StringComparison.Ordinal)
            .Replace("sad", "angry", StringComparison.Ordinal).Replace("?", "sad", StringComparison.Ordinal));

        FineTuningResult exchanged = FineTune(workspace);

        Assert.Equal(first.Models.Select(model => model.Folder), exchanged.Models.Select(model => model.Folder));
        Assert.Equal(2, Directory.EnumerateFiles(workspace.Root, "encoded-*.npy", SearchOption.AllDirectories).Count());
    }

    private static FineTuningResult FineTune(SmallWorkspace small)
    {
        var workspace = new Workspace(small.Root);
        ExperimentConfiguration configuration = new Toolkit().Catalogue(workspace).Resolve("small", []);
        return new FineTuner(new Toolkit(), workspace).FineTune(configuration, new FineTuningRequest { Command = "a test" }, new Silence(), CancellationToken.None);
    }
}
