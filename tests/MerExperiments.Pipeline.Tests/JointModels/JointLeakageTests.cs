using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Corpora;
using MerExperiments.Datasets.Tests;
using MerExperiments.Features;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Pipeline.Tests.Stages;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.JointModels;

/// <summary>Exchanges labels of one fold's validation part, or of the test part, and trains the joint models anew: whose features may change by it, and how.</summary>
/// <remarks>What is left is of second order, and these tests say exactly what. Models of the other folds learn from those labels, and so (1) features of the rows that
/// a head trains on for that fold change; (2) the pool's features, a mean over all folds' models, change, and with them a little what is mined for that fold; (3) the
/// fold's own features are turned, all alike, into the coordinates of the first fold's model, which learned from those labels too: they move as one rigid body, in
/// which no row is told from another by its label.</remarks>
public sealed class JointLeakageTests : IDisposable
{
    private const int First = 0, Fold = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-joint-leakage-").FullName;

    [Fact]
    public void Fit_LabelsOfAFoldExchanged_GivesItsRowsTheSamePosteriors()
    {
        JointInput input = Input(SplitFeaturesBuilder.Create().Split);
        int[] rows = input.Rows.RowsOf(Fold);

        CrossFitted honest = Fit(input), exchanged = Fit(Input(SplitFeaturesBuilder.Create(Fold).Split));

        Assert.Equal(honest.OutOfFold.Select(rows).Values.ToArray(), exchanged.OutOfFold.Select(rows).Values.ToArray());
        Assert.NotEqual(honest.OutOfFold.Values.ToArray(), exchanged.OutOfFold.Values.ToArray());
    }

    [Fact]
    public void Fit_LabelsOfTheFirstFoldExchanged_GivesItsRowsTheSameFeatures()
    {
        JointInput input = Input(SplitFeaturesBuilder.Create().Split);

        FeatureTable honest = Fit(input).Features, exchanged = Fit(Input(SplitFeaturesBuilder.Create(First).Split)).Features;

        Assert.All(input.Rows.RowsOf(First), row => Assert.Equal(honest[row].ToArray(), exchanged[row].ToArray()));
        Assert.All(input.Rows.RowsOf(Fold), row => Assert.NotEqual(honest[row].ToArray(), exchanged[row].ToArray()));
    }

    [Fact]
    public void Fit_LabelsOfALaterFoldExchanged_MovesItsRowsAsOneRigidBody()
    {
        JointInput input = Input(SplitFeaturesBuilder.Create().Split);

        FeatureTable honest = Fit(input).Features, exchanged = Fit(Input(SplitFeaturesBuilder.Create(Fold).Split)).Features;

        Assert.True(GreatestChange(input.Rows.RowsOf(Fold), honest, exchanged) < 1e-3);
        Assert.True(GreatestChange(input.Rows.RowsOf(First), honest, exchanged) > 1e-2);
    }

    [Fact]
    public void Learn_LabelsOfAFoldExchanged_ItsModelSaysTheSameOfItsRowsThePoolAndTheTestPart()
    {
        IReadOnlyList<EncodedRows> honest = Learn(Input(SplitFeaturesBuilder.Create().Split), Fold), exchanged = Learn(Input(SplitFeaturesBuilder.Create(Fold).Split), Fold);

        Assert.Equal([20, 40, 12], honest.Take(3).Select(list => list.Count));
        Assert.All(honest.Zip(exchanged), pair => Assert.Equal(pair.First.Features, pair.Second.Features));
        Assert.NotEqual(Learn(Input(SplitFeaturesBuilder.Create(Fold).Split), First)[1].Features, Learn(Input(SplitFeaturesBuilder.Create().Split), First)[1].Features);
    }

    [Fact]
    public void Fit_LabelsOfTheTestPartExchanged_ChangesNothing()
    {
        Split split = SplitFeaturesBuilder.Create().Split;
        Split other = split with { Test = [.. split.Test.Select(u => u with { Label = u.Label == "low" ? "high" : "low" })] };

        CrossFitted honest = Fit(Input(split)), exchanged = Fit(Input(other));

        Assert.Equal(honest.Features.Values.ToArray(), exchanged.Features.Values.ToArray());
        Assert.Equal(honest.OutOfFold.Values.ToArray(), exchanged.OutOfFold.Values.ToArray());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CrossFitted Fit(JointInput input) => Stage().Fit(input, Run());

    private IReadOnlyList<EncodedRows> Learn(JointInput input, int fold) => Stage().Models.LearnerOf(input.Joint, Run()).Learn(input.Rows.TaskOf(fold), CancellationToken.None);

    private static JointRun Run() => new(1, new FakeProgress(), "", CancellationToken.None);

    /// <summary>In a workspace of its own: nothing that was learned before is found.</summary>
    private AudioTextStage Stage() => new(new Workspace(Path.Combine(_folder, Guid.NewGuid().ToString("N"))), new ExperimentConfiguration
    {
        Question = "q",
        Corpus = new KindSettings("manifest"),
        Encoders = ["tone"],
        Device = DeviceChoice.Cpu,
        AudioText = new AudioTextOptions { Model = "tiny", Audio = "tone", Epochs = 1, LongestAudio = 8, LongestText = 16, Vocabulary = 300 },
    });

    private static JointInput Input(Split split)
    {
        Utterance[] all = [.. split.Labelled.Concat(split.Pool).Concat(split.Test).Select(u => u with { Text = $"it was {(NumberOf(u) % 3 == 0 ? "fine" : "bad")} that day" })];
        var corpus = new Corpus("leakage", "", SplitFeaturesBuilder.Labels, all);
        var rows = new TableRows("tone", Modality.Audio, [.. all.Select(u => u.Name)], new FeatureState[all.Length]);
        Random random = new NamedSeed(9).ToRandom();
        float[] values = [.. all.SelectMany(u => Enumerable.Range(0, 8).Select(_ => (float)((NumberOf(u) % 3) + random.NextDouble())))];
        var heard = new AudioFrames(new FrameTable(rows, 2, values, [.. Enumerable.Range(0, all.Length + 1).Select(row => 4L * row)]), "tone", []);
        var version = new FeatureVersion(corpus, [], heard);
        return new JointInput(split, SplitFeaturesBuilder.Labels, version, version);
    }

    private static int NumberOf(Utterance utterance) => int.Parse(utterance.Name[^2..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>By how much the distance of any two rows' features differs between two tables, at most, as a share of the greatest distance.</summary>
    private static double GreatestChange(int[] rows, FeatureTable one, FeatureTable other)
    {
        (int First, int Second)[] pairs = [.. rows.SelectMany(first => rows.Where(second => second > first).Select(second => (first, second)))];
        double[] before = [.. pairs.Select(pair => Distance(one, pair))], after = [.. pairs.Select(pair => Distance(other, pair))];
        return before.Zip(after, (b, a) => Math.Abs(b - a)).Max() / before.Max();

        static double Distance(FeatureTable table, (int First, int Second) pair) =>
            Math.Sqrt(table[pair.First].ToArray().Zip(table[pair.Second].ToArray(), (a, b) => (double)(a - b) * (a - b)).Sum());
    }
}
