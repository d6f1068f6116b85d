using MerExperiments.Corpora;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Loop;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>An experiment whose input has been checked: corpus, encoders, preparation, joint model and splits fit each other, and work may begin.</summary>
/// <remarks>Opened once, in one way, for <c>mer run</c>, <c>prepare</c>, <c>encode</c> and <c>finetune</c>. First all that can be known without the corpus is checked, then the
/// corpus is opened (a generated one is generated), then all that needs it. Each time every fault is told, not the first.</remarks>
internal sealed class OpenedExperiment
{
    private OpenedExperiment(OpenedParts parts, Corpus corpus, IReadOnlyList<Condition> conditions) => (Parts, Corpus, Conditions) = (parts, corpus, conditions);

    /// <summary>The settings.</summary>
    public ExperimentConfiguration Configuration => Parts.Configuration;

    /// <summary>The corpus as it was read.</summary>
    public Corpus Corpus { get; }

    /// <summary>The conditions, the first one first; empty where only clips are prepared or encoded.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>What prepares the clips.</summary>
    public PreparationStage Preparation => Parts.Preparation;

    /// <summary>The models that can prepare them.</summary>
    public PreparationModels Media => Parts.Media;

    /// <summary>What encodes them.</summary>
    public EncodingStage Encoding => Parts.Encoding;

    /// <summary>The joint model's stage; it is asked for nothing where the experiment has no joint model.</summary>
    public AudioTextStage AudioText => Parts.AudioText!;

    /// <summary>The seed of everything random in the run.</summary>
    public NamedSeed Seed => new((ulong)Configuration.Seed);

    private OpenedParts Parts { get; }

    /// <summary>Checks an experiment and opens its corpus.</summary>
    /// <param name="toolkit">What can be named.</param>
    /// <param name="workspace">Where everything lies.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="use">What it is opened for.</param>
    /// <param name="progress">Receives progress and notices.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidInputException">All faults of the settings, or all of the corpus.</exception>
    public static OpenedExperiment Open(
        Toolkit toolkit, Workspace workspace, ExperimentConfiguration configuration, ExperimentUse use, IRunProgress progress, CancellationToken cancellation)
    {
        toolkit.Check();
        OpenedParts parts = OpenedParts.Of(toolkit, workspace, configuration, use, progress);
        InvalidInputException.ThrowIfAny(parts.Faults);
        Corpus corpus = toolkit.OpenCorpus(configuration, new CorpusContext(workspace, progress, cancellation));
        var faults = new List<Fault>(parts.CorpusFaults(corpus, use));
        IReadOnlyList<Condition> conditions = [];
        if (use is ExperimentUse.Run or ExperimentUse.FineTune)
        {
            faults.AddRange(InvalidInputException.FaultsOf(() => conditions = SplitPlan.Create(corpus, configuration, new NamedSeed((ulong)configuration.Seed))));
        }

        InvalidInputException.ThrowIfAny(faults);
        return new OpenedExperiment(parts, corpus, conditions);
    }

    /// <summary>The stages of an experiment, with what is wrong with them before there is a corpus.</summary>
    private sealed record OpenedParts(
        ExperimentConfiguration Configuration, EncodingStage Encoding, PreparationModels Media, PreparationStage Preparation, AudioTextStage? AudioText, IReadOnlyList<Fault> Faults)
    {
        public static OpenedParts Of(Toolkit toolkit, Workspace workspace, ExperimentConfiguration configuration, ExperimentUse use, IRunProgress progress)
        {
            ExperimentConfiguration encoded = use == ExperimentUse.FineTune ? configuration with { Encoders = [] } : configuration;
            var encoding = new EncodingStage(workspace, encoded, toolkit.FaceDetectors, progress);
            PreparationModels media = toolkit.PreparationModels(workspace, configuration.Models.Root);
            var preparation = new PreparationStage(
                media, workspace, configuration.Prepare, new NamedSeed((ulong)configuration.Seed), use == ExperimentUse.Prepare ? null : encoding.Modalities);
            AudioTextStage? audioText = null;
            bool learns = use is ExperimentUse.Run or ExperimentUse.FineTune;
            return new OpenedParts(configuration, encoding, media, preparation, null,
            [
                .. use == ExperimentUse.Prepare ? [] : encoding.Faults(),
                .. preparation.Faults(),
                .. learns ? InvalidInputException.FaultsOf(() => audioText = new AudioTextStage(workspace, configuration)) : [],
                .. learns ? SplitPlan.Faults(configuration) : [],
                .. use == ExperimentUse.Run ? HeadSearchSpace.Faults(configuration) : [],
            ]) with
            { AudioText = audioText };
        }

        public IEnumerable<Fault> CorpusFaults(Corpus corpus, ExperimentUse use) =>
        [
            .. use == ExperimentUse.Run ? [.. Speakers(corpus), .. Configuration.Mining.Voting.Faults("mining", corpus.Labels)] : Array.Empty<Fault>(),
            .. use == ExperimentUse.Prepare ? PreparationStage.MediaFaults(corpus) : Encoding.Faults(corpus),
            .. Preparation.Faults(corpus),
        ];

        private IEnumerable<Fault> Speakers(Corpus corpus)
        {
            int unknown = corpus.Utterances.Count(u => u.Speaker is null);
            return Configuration.Normalise != Normalisation.Speaker || unknown == 0 ? []
                : [new Fault("normalise", $"is speaker, but {unknown} of {corpus.Utterances.Count} utterances of {corpus.Name} name no speaker; name them, or set normalise=none")];
        }
    }
}

/// <summary>What an experiment is opened for: it is held against what that needs.</summary>
internal enum ExperimentUse
{
    /// <summary>The whole run.</summary>
    Run,

    /// <summary>Preparing its clips alone.</summary>
    Prepare,

    /// <summary>Preparing and encoding them.</summary>
    Encode,

    /// <summary>Training its joint model alone.</summary>
    FineTune,
}
