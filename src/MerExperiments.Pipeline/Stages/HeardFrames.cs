using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The audio frames that a joint model hears.</summary>
/// <param name="Frames">The frames of all utterances of a corpus.</param>
/// <param name="Key">A name of their content; frames of equal keys are equal.</param>
/// <param name="Quarantined">The media that could not be read.</param>
public sealed record HeardFrames(FrameTable Frames, string Key, IReadOnlyList<QuarantinedFile> Quarantined)
{
    /// <summary>No sound at all: for a model that reads transcripts alone.</summary>
    public static HeardFrames None(Corpus corpus)
    {
        string[] names = [.. corpus.Utterances.Select(u => u.Name)];
        var rows = new TableRows("none", Modality.Audio, names, [.. names.Select(_ => FeatureState.Missing)]);
        return new HeardFrames(new FrameTable(rows, 1, ReadOnlyMemory<float>.Empty, new long[names.Length + 1]), "none", []);
    }
}
