using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Tests.Training;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.Tests.CrossFitting;

/// <summary>The models of a split's folds, kept for rows that are none of the split's.</summary>
public sealed class JointEnsembleTests : IDisposable
{
    private static readonly JointRows Rows = ToneAndWords.Rows(24);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(JointFeature.HiddenState)]
    [InlineData(JointFeature.LogPosteriors)]
    public void Encode_RowsOfTheTestPart_GivesTheFeaturesThatTheSplitGaveThem(JointFeature feature)
    {
        AudioTextModels models = Models(feature);
        CrossFitted fitted = models.Fit(Split, Run);
        FeatureTable expected = fitted.Features.Select(Split.Rows.Test.Names);
        models.Export(Split, Run, Joint);

        (FeatureTable encoded, Posteriors posteriors) = JointEnsemble.Open(Joint, Workspace).Encode(Split.Rows.Test, TorchDevice.Processor, null, default);

        Assert.Equal(expected.Names, encoded.Names);
        Assert.Equal(expected.Values.ToArray(), encoded.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(fitted.Others[1].Values.ToArray(), posteriors.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Open_ModelsThatAreNotCarried_AreFoundInTheStoreOrNamed()
    {
        AudioTextModels models = Models(JointFeature.LogPosteriors);
        models.Fit(Split, Run);
        string[] stored = [.. models.FoldersOf(Split).Select(name => Path.Combine(Workspace.AudioText, name, "model"))];

        JointEnsemble.Write(Joint, JointFeature.LogPosteriors, stored, [null, null], mostBytes: 0);

        Assert.Equal(2, JointEnsemble.Open(Joint, Workspace).Count);
        Assert.Empty(Directory.GetDirectories(Joint));
        Directory.Delete(stored[1], recursive: true);
        File.AppendAllText(Path.Combine(stored[0], "model.json"), " ");
        var refused = Assert.Throws<InvalidInputException>(() => JointEnsemble.Open(Joint, Workspace));
        Assert.Equal([Path.Combine(stored[0], "model.json"), stored[1]], refused.Faults.Select(fault => fault.Place));
        Assert.Contains("copy datasets/audio-text/", refused.Faults[1].Problem, StringComparison.Ordinal);
    }

    private string Joint => _folder.At("joint");

    private Workspace Workspace => new(_folder.Root);

    private static JointRun Run => new(1, new Nobody(), "", CancellationToken.None);

    private static JointSplit Split { get; } = new(
        new CrossFitRows(Rows.Select([.. Enumerable.Range(0, 16)]), Folds(), Rows.Select([16, 17, 18, 19]), Rows.Select([20, 21, 22, 23])), ToneAndWords.Labels, frames => frames.Encoder);

    private static FoldPlan Folds() => FoldPlan.Create(
        [.. Enumerable.Range(0, 16).Select(row => new Utterance { Name = Rows.Names[row], Part = UtterancePart.Labelled, Label = ToneAndWords.Labels[Rows.Labels[row]] })], ToneAndWords.Labels, 2, new NamedSeed(4));

    private AudioTextModels Models(JointFeature feature) => new(ToneAndWords.Options with { Epochs = 1, Feature = feature }, ToneAndWords.Seed)
    {
        Workspace = Workspace,
        ModelsRoot = _folder.Root,
        Device = TorchDevice.Processor,
        ContentOf = _ => "",
    };

    /// <summary>Is told and says nothing.</summary>
    private sealed class Nobody : IRunProgress, IStageProgress
    {
        public IStageProgress Begin(string stage, int total, string unit) => this;

        public void Say(string message)
        {
        }

        public void Advance(int by = 1)
        {
        }

        public void Note(string note)
        {
        }

        public void Dispose()
        {
        }
    }
}
