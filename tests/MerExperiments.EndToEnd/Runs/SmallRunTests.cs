using MerExperiments.Corpora;
using MerExperiments.Evaluation;
using MerExperiments.Mining;
using MerExperiments.Pipeline;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Runs;

[Collection(SmallRunCollection.Name)]
public sealed class SmallRunTests(FinishedRun finished)
{
    [Fact]
    public void Run_Finished_LeavesEverythingTheDesignNames()
    {
        RunFolder run = finished.Run;
        string[] expected =
        [
            run.Manifest, run.Metrics, run.Predictions, run.TestLabels, run.Report, run.Log, Path.Combine(run.Model, "model.onnx"), Path.Combine(run.Model, "model.zip"),
            Path.Combine(run.Iteration(0), "ensemble.json"), Path.Combine(run.Iteration(0), "trials", "0000", "posteriors.npy"),
            Path.Combine(run.Iteration(1), "pseudo-labels.csv"), Path.Combine(run.Iteration(1), "metrics.json"),
        ];

        Assert.All(expected, path => Assert.True(File.Exists(path), path));
        Assert.Equal(RunState.Finished, run.ReadManifest().State);
    }

    [Fact]
    public void Metrics_OfEachSet_AreOnHumanLabelsOfThatPartAlone()
    {
        ConditionMetrics condition = Assert.Single(finished.Run.ReadMetrics()!.Conditions);

        Assert.Equal(60, condition.Test.N);
        Assert.All(condition.Iterations, iteration => Assert.Equal((150, 60), (iteration.OutOfFold.N, iteration.Test.N)));
        Assert.All(condition.Iterations, iteration => Assert.Equal(ScoredLabels.HumanLabelsOutOfFold, iteration.OutOfFold.ScoredOn));
    }

    [Fact]
    public void Metrics_JointModel_IsASingleModalityAndTheProtocolSaysHowItWasTrained()
    {
        RunMetrics metrics = finished.Run.ReadMetrics()!;

        SingleModalityMetrics joint = Assert.Single(metrics.Conditions[0].SingleModalities, single => single.Encoder == "audio-text");
        Assert.Equal((Modality.AudioText, 60), (joint.Modality, joint.Test.N));
        Assert.NotNull(metrics.Protocol.JointModel);
    }

    [Fact]
    public void PseudoLabels_Mined_AreOfThePoolAndSayWhy()
    {
        IReadOnlyList<PseudoLabel> labels = PseudoLabelFile.Read(Path.Combine(finished.Run.Iteration(1), "pseudo-labels.csv"), LabelSet.Mer2024);
        var pool = CsvTable.Read(finished.Run.Predictions).Rows.Where(row => row["part"] == "pool").Select(row => row["name"]).ToHashSet();

        Assert.NotEmpty(labels);
        Assert.All(labels, label => Assert.Contains(label.Name, pool));
        Assert.All(labels, label => Assert.Equal(2, label.Votes.Count));
        Assert.All(labels, label => Assert.NotEqual("", label.Rule));
    }

    [Fact]
    public void Run_Finished_StandsBesideTheLightBaselineAndTheMajorityClass()
    {
        ConditionMetrics condition = Assert.Single(finished.Run.ReadMetrics()!.Conditions);

        PairedComparison against = Assert.Single(condition.Comparisons, test => test.Kind == ComparisonKind.LightBaseline);
        Assert.Equal(condition.Test.Waf - condition.LightBaseline!.Test.Waf, against.Difference, 1e-9);
        Assert.Equal(condition.LightBaseline.Head, against.A.LightHead);
        Assert.Contains(condition.LightBaseline.Head, new[] { "svm", "maximum-entropy" });
        Assert.Single(condition.MajorityClass!.PerClass, score => score.Recall > 0);
        Assert.Equal(13, Directory.GetDirectories(Path.Combine(finished.Run.Iteration(0), "light-baseline", "trials")).Length);
    }

    [Fact]
    public void Run_AgainWithOneWorker_GivesTheSameBytes()
    {
        using var other = new SmallWorkspace();

        AssertSameBytes(finished.Run, other.Run(workers: 1));
    }

    [Fact]
    public void Run_TestLabelsExchanged_ChoosesAndPredictsTheSame()
    {
        using var other = new SmallWorkspace();
        string from = Path.Combine(finished.Root, "datasets", "generated"), to = Path.Combine(other.Root, "datasets", "generated");
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string labels = Directory.EnumerateFiles(to, "label-test.csv", SearchOption.AllDirectories).Single();
        CheckedFile.WriteText(labels, File.ReadAllText(labels).Replace("angry", "?", StringComparison.Ordinal)
            .Replace("sad", "angry", StringComparison.Ordinal).Replace("?", "sad", StringComparison.Ordinal));
        RunFolder run = other.Run();

        Assert.Equal(File.ReadAllBytes(finished.Run.Predictions), File.ReadAllBytes(run.Predictions));
        Assert.Equal(File.ReadAllText(PseudoLabels(finished.Run)), File.ReadAllText(PseudoLabels(run)));
        Assert.NotEqual(finished.Run.ReadMetrics()!.Conditions[0].Test.Waf, run.ReadMetrics()!.Conditions[0].Test.Waf);
    }

    [Theory]
    [InlineData("generate corpus", 50)]
    [InlineData("encode mel-statistics", 100)]
    [InlineData("audio-text fold 2/2", 1)]
    [InlineData("iteration 0: sweep", 5)]
    [InlineData("light baseline", 4)]
    [InlineData("iteration 1: sweep", 2)]
    public void Run_InterruptedAndResumed_GivesTheSameBytesAndComputesNothingTwice(string stage, int at)
    {
        using var other = new SmallWorkspace();
        using var interrupt = new CancellationTokenSource();
        var watcher = new Silence((name, done) => (name == stage && done >= at ? interrupt : null)?.Cancel());

        Exception stopped = Assert.ThrowsAny<Exception>(() => other.Run(interrupt.Token, watcher));
        string? resume = (stopped as RunStoppedException)?.Run.RunId;
        Dictionary<string, DateTime> before = Results(other.Root);
        RunFolder run = other.Run(resume: resume);

        Assert.True(stopped is RunStoppedException or OperationCanceledException);
        AssertSameBytes(finished.Run, run);
        Assert.All(before, result => Assert.Equal(result.Value, File.GetLastWriteTimeUtc(result.Key)));
    }

    [Fact]
    public void Resume_OfAFinishedRunKilledBeforeItsReport_WritesTheReport()
    {
        string metrics = File.ReadAllText(finished.Run.Metrics);
        File.Delete(finished.Run.Report);

        finished.Workspace.Run(resume: finished.Run.RunId);

        Assert.True(File.Exists(finished.Run.Report));
        Assert.Equal(metrics, File.ReadAllText(finished.Run.Metrics));
    }

    [Fact]
    public void Run_OfAFolder_SaysItsIdAndWhereItLies()
    {
        var heard = new Silence();

        finished.Workspace.Run(progress: heard, resume: finished.Run.RunId);

        Assert.Equal($"run {finished.Run.RunId} in {Path.Combine("experiments", "small", finished.Run.RunId)}", heard.Said.First());
    }

    [Fact]
    public void Resume_OfARunWithOtherSettings_IsRefused()
    {
        using var other = new SmallWorkspace(File.ReadAllText(Path.Combine(finished.Root, "experiments.json")).Replace("\"size\": 3", "\"size\": 4", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(other.Root, "experiments", "small", finished.Run.RunId));
        File.Copy(finished.Run.Manifest, Path.Combine(other.Root, "experiments", "small", finished.Run.RunId, "run.json"));

        var refused = Assert.Throws<InvalidInputException>(() => other.Run(resume: finished.Run.RunId));

        Assert.Contains("other settings", refused.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, DateTime> Results(string root) =>
        new[] { "result.json", "fold-*.npy", "encoded-*.npy", "model.safetensors", "pseudo-labels.csv" }
            .SelectMany(pattern => Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories))
            .ToDictionary(path => path, File.GetLastWriteTimeUtc);

    private static string PseudoLabels(RunFolder run) => Path.Combine(run.Iteration(1), "pseudo-labels.csv");

    private static void AssertSameBytes(RunFolder expected, RunFolder actual)
    {
        Assert.Equal(File.ReadAllText(expected.Metrics), File.ReadAllText(actual.Metrics));
        Assert.Equal(File.ReadAllBytes(expected.Predictions), File.ReadAllBytes(actual.Predictions));
    }
}
