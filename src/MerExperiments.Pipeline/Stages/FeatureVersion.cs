using MerExperiments.Corpora;
using MerExperiments.Features;

namespace MerExperiments.Pipeline.Stages;

/// <summary>One version of a corpus, by what was done to its sound: what late fusion reads, and what the joint model reads.</summary>
/// <param name="Corpus">The prepared corpus; its transcripts are those that the joint model reads.</param>
/// <param name="Tables">The features, one table per encoder.</param>
/// <param name="Heard">What the joint model hears; null where there is no joint model.</param>
public sealed record FeatureVersion(Corpus Corpus, IReadOnlyList<FeatureTable> Tables, HeardFrames? Heard)
{
    /// <summary>A split's utterances as this version has them: transcripts as prepared; labels as the split has them, so that a hidden one stays hidden.</summary>
    public IReadOnlyList<Utterance> Read(IReadOnlyList<Utterance> utterances)
    {
        var textOf = Corpus.Utterances.ToDictionary(u => u.Name, u => u.Text, StringComparer.Ordinal);
        return [.. utterances.Select(u => u with { Text = textOf[u.Name] })];
    }
}
