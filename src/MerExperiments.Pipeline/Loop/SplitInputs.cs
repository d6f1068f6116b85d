using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Features;
using MerExperiments.Fusion.Text;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Pipeline.Splits;

namespace MerExperiments.Pipeline.Loop;

/// <summary>Puts together what the flow reads on one split: the encoders' features and, learned on the split's own folds, the joint model's.</summary>
/// <param name="context">The run.</param>
/// <param name="labels">The classes.</param>
/// <param name="features">The features of all versions of the corpus.</param>
/// <param name="audioText">The joint model's stage; it is asked for nothing where the experiment has no joint model.</param>
internal sealed class SplitInputs(RunContext context, LabelSet labels, CorpusFeatures features, AudioTextStage audioText)
{
    /// <summary>What says how clips became the inputs of the run's model.</summary>
    public FeatureDescriber Describer(OpenedExperiment opened, CancellationToken cancellation) =>
        new(opened, features, new JointRun(context.Workers, context.Progress, "", cancellation));

    /// <summary>The data of one split of a condition, without the encoder that the condition leaves out.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="split">One of its splits.</param>
    /// <param name="prefix">What to put before a stage's name when telling progress.</param>
    /// <param name="cancellation">Stops the work; what is finished is kept.</param>
    public SplitFeatures Of(Condition condition, Split split, string prefix, CancellationToken cancellation)
    {
        IReadOnlyList<string> encoders = condition.EncodersOf(context.Configuration);
        FeatureVersion training = features[condition.Sound.Training], test = features[condition.Sound.Test];
        FeatureTable[] joint = encoders.Contains(CrossFitted.EncoderName) ? [Joint(new JointInput(split, labels, training, test), prefix, cancellation)] : [];
        TextFit? texts = encoders.Contains(TextRows.EncoderName) ? new TextFit(context.Configuration.TextTfidf, context.Seed.For(TextRows.EncoderName, split.OuterFold)) : null;
        return new SplitFeatures(
            split, labels, [.. Seen(training), .. Texts(training, [.. split.Labelled, .. split.Pool]), .. joint], [.. Seen(test), .. Texts(test, split.Test), .. joint], texts);

        IEnumerable<FeatureTable> Seen(FeatureVersion version) => version.Tables.Where(table => encoders.Contains(table.Encoder));

        FeatureTable[] Texts(FeatureVersion version, IReadOnlyList<Utterance> utterances) => texts is null ? []
            : [TextRows.Of([.. utterances.Select(u => u.Name)], [.. version.Read(utterances).Select(u => u.Text)], texts.Options)];
    }

    private FeatureTable Joint(JointInput input, string prefix, CancellationToken cancellation)
    {
        context.Session.KeepJointModels(audioText.FoldersOf(input));
        CrossFitted fitted = audioText.Fit(input, new JointRun(context.Workers, context.Progress, prefix, cancellation));
        context.Session.KeepJointTable(fitted.Table);
        return context.Configuration.Normalise == Normalisation.Speaker ? PerSpeakerNormalisation.Apply(fitted.Features, input.Speakers) : fitted.Features;
    }
}
