using MerExperiments.Features;

namespace MerExperiments.Encoders;

/// <summary>Reads the media of utterances and encodes what is there, on the caller's thread; what is not there becomes a state.</summary>
/// <remarks>Thread-safe. One bad file costs its own utterance only. Whole corpora go through <see cref="EncoderExtraction"/> instead.</remarks>
internal sealed class UtteranceEncoder(EncoderCard card, Func<EncoderSession> session)
{
    private readonly ClipReader _reader = new(card, session, new StageClock());
    private readonly RowEncoder _encoder = new(card, session, Unstored(card));

    /// <summary>The features of some utterances, in order.</summary>
    public FeatureShard Encode(IReadOnlyList<Utterance> utterances)
    {
        var assembly = new ShardAssembly(0, utterances.Count);
        var group = new ClipGroup<EncoderRow>(assembly);
        for (int row = 0; row < utterances.Count; row++)
        {
            PreparedClip<EncoderRow> clip = _reader.Read(utterances[row]);
            group.Add(row, clip, clip.Row?.Bytes ?? 0);
            if (group.Bytes >= ExtractionOptions.GroupBytes || row == utterances.Count - 1)
            {
                Encode(group);
                group = new ClipGroup<EncoderRow>(assembly);
            }
        }

        return Shard(assembly.Rows);
    }

    private void Encode(ClipGroup<EncoderRow> group)
    {
        IReadOnlyList<FeatureRow> features = group.Clips.Count == 0 ? [] : _encoder.Encode(group.Clips);
        for (int i = 0; i < features.Count; i++)
        {
            group.Shard.Rows[group.Rows[i]] = features[i];
        }
    }

    private FeatureShard Shard(FeatureRow[] rows)
    {
        float[] values = new float[rows.Length * card.Dimension];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].Values.CopyTo(values.AsMemory(row * card.Dimension));
        }

        return new FeatureShard(values, [.. rows.Select(row => row.State)], [.. rows.Select(row => row.Reason)]);
    }

    private static FeatureCard Unstored(EncoderCard card) => new()
    {
        Encoder = card.Name,
        Modality = card.Modality,
        Dimension = card.Dimension,
        Graphs = [],
        Preparation = "",
        Pooling = "",
        CorpusHash = "",
        MediaHash = "",
    };
}
