using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Encoders;

/// <summary>Runs an encoder over a whole corpus into the feature store.</summary>
public static class EncoderExtraction
{
    private const string Preparation = "16 kHz mono; faces 112 x 112 BGR; code points; 1";

    /// <summary>The features of all utterances: from the store where they were computed before, else computed now and stored.</summary>
    /// <param name="card">The encoder.</param>
    /// <param name="registry">Where its graphs lie.</param>
    /// <param name="corpus">The utterances.</param>
    /// <param name="store">The store.</param>
    /// <param name="progress">Called with the utterances done and all utterances, from several threads; null for none.</param>
    /// <param name="workers">Threads, 1 or more. The result does not depend on it.</param>
    /// <param name="cancellation">Stops the work; what is finished stays and is not computed again.</param>
    /// <exception cref="InvalidInputException">A model file is missing, changed or lacks a tensor.</exception>
    public static ExtractionResult Run(
        EncoderCard card,
        EncoderRegistry registry,
        Corpus corpus,
        FeatureStore store,
        Action<int, int>? progress = null,
        int workers = 1,
        CancellationToken cancellation = default)
    {
        InvalidInputException.ThrowIfAny(registry.Check(card.Name));
        FeatureCard stored = Describe(card, registry, corpus, workers, cancellation);
        using var session = new Lazily(() => new EncoderSession(card, registry));
        var reader = new UtteranceEncoder(card, session.Get);
        StoredFeatures features = store.GetOrCreate(
            stored,
            [.. corpus.Utterances.Select(utterance => utterance.Name)],
            rows => reader.Encode([.. corpus.Utterances.Take(rows)]),
            workers,
            progress,
            cancellation);
        return new ExtractionResult(features.Table, [.. Quarantined(card, corpus, features)], features.Folder);
    }

    private static FeatureCard Describe(EncoderCard card, EncoderRegistry registry, Corpus corpus, int workers, CancellationToken cancellation) => new()
    {
        Encoder = card.Name,
        Modality = card.Modality,
        Dimension = card.Dimension,
        Graphs = [.. card.Graphs.Select(graph => registry.HashOf(card, graph))],
        Preparation = string.Join("; ", card.Graphs.Select(graph => FormattableString.Invariant(
            $"{card.Input} at least {card.MinimumLength}, x {graph.Scale} + {graph.Offset}, windows {graph.WindowFrames} by {graph.HopFrames}")).Prepend(Preparation)),
        Pooling = card.Pooling.ToString(),
        CorpusHash = corpus.Hash(),
        MediaHash = MediaHash.Of([.. corpus.Utterances.Select(utterance => PathOf(card, utterance))], workers, cancellation),
    };

    private static IEnumerable<QuarantinedFile> Quarantined(EncoderCard card, Corpus corpus, StoredFeatures features) =>
        from row in Enumerable.Range(0, features.Table.Count)
        where features.Table.States[row] == FeatureState.Quarantined
        let utterance = corpus.Utterances[row]
        let path = PathOf(card, utterance) is { } file ? Path.GetRelativePath(corpus.Root, file).Replace('\\', '/') : ""
        select new QuarantinedFile(utterance.Name, card.Name, path, features.Reasons[row]!);

    private static string? PathOf(EncoderCard card, Utterance utterance) => card.Modality switch
    {
        Modality.Audio => utterance.AudioPath,
        Modality.Video => utterance.VideoPath,
        _ => null,
    };

    /// <summary>Opens the graphs when the first shard needs them, so that a table from the store opens none.</summary>
    private sealed class Lazily(Func<EncoderSession> open) : IDisposable
    {
        private readonly Lazy<EncoderSession> _session = new(open);

        public EncoderSession Get() => _session.Value;

        public void Dispose()
        {
            if (_session.IsValueCreated)
            {
                _session.Value.Dispose();
            }
        }
    }
}
