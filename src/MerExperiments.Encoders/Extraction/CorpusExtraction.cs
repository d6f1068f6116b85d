using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Onnx;
using MerExperiments.Runs;

namespace MerExperiments.Encoders;

/// <summary>One extraction: what its table is computed from, the stages that compute it, and what it leaves.</summary>
internal sealed class CorpusExtraction(EncoderCard card, EncoderRegistry registry, Corpus corpus, ExtractionOptions options)
{
    private const string Preparation = "16 kHz mono; faces BGR, read in the encoder's size; 3";
    private readonly StageClock _clock = new();

    /// <summary>Finds or computes the table.</summary>
    public ExtractionResult Run(FeatureStore store, CancellationToken cancellation)
    {
        string?[] paths = [.. corpus.Utterances.Select(PathOf)];
        string mediaHash = _clock.Time(
            ExtractionStage.Hash,
            () => MediaHash.Of(paths, store.Root, options.Readers, cancellation));
        FeatureCard table = Describe(mediaHash);
        using var session = new LazySession(() => new EncoderSession(card, registry, options.Device));
        var reader = new ClipReader(card, session.Get, _clock);
        var encoder = new RowEncoder(card, session.Get, table);
        ExtractionResult result = Open(
            store, table, partial => new ExtractionPipeline<EncoderRow>(partial, Stages(partial, reader, encoder), options).Run(cancellation));
        options.Progress?.Invoke(corpus.Utterances.Count, corpus.Utterances.Count);
        return result;
    }

    private PipelineStages<EncoderRow> Stages(PartialTable partial, ClipReader reader, RowEncoder encoder) => new()
    {
        Read = (row, stop) => reader.Read(corpus.Utterances[row], stop),
        BytesOf = row => row.Bytes,
        Encode = clips => _clock.Time(ExtractionStage.Inference, () => encoder.Encode(clips)),
        Write = (shard, rows) => _clock.Time(ExtractionStage.Write, () =>
        {
            partial.Write(shard, rows);
            _clock.Count(rows.Count);
            return rows.Count;
        }),
    };

    private FeatureCard Describe(string mediaHash) => new()
    {
        Encoder = card.Name,
        Modality = card.Modality,
        Dimension = options.Level == FeatureLevel.Frame ? card.FrameDimension : card.Dimension,
        Level = options.Level,
        Graphs = registry.HashesOf(card),
        Preparation = DescribePreparation(),
        Pooling = options.Level == FeatureLevel.Frame ? "frames" : card.Pooling.ToString(),
        CorpusHash = ReadHash.Of(card.Modality, corpus.Utterances),
        MediaHash = mediaHash,
    };

    private string DescribePreparation() => string.Join("; ", [Preparation, card.Definition(), .. options.Device == ExecutionDevice.Cpu ? [] : new[] { $"on {options.Device}" }]);

    private ExtractionResult Open(FeatureStore store, FeatureCard table, Action<PartialTable> fill)
    {
        string[] names = [.. corpus.Utterances.Select(utterance => utterance.Name)];
        if (table.Level == FeatureLevel.Frame)
        {
            StoredFrames frames = _clock.Time(ExtractionStage.Wall, () => store.GetOrFillFrames(table, names, fill));
            return new(frames) { Quarantined = Quarantined(frames.Table.States, frames.Reasons), Timings = _clock.Read() };
        }

        StoredFeatures features = _clock.Time(ExtractionStage.Wall, () => store.GetOrFill(table, names, fill));
        return new(features) { Quarantined = Quarantined(features.Table.States, features.Reasons), Timings = _clock.Read() };
    }

    private QuarantinedFile[] Quarantined(IReadOnlyList<FeatureState> states, IReadOnlyList<string?> reasons) =>
    [
        .. from row in Enumerable.Range(0, states.Count)
           where states[row] == FeatureState.Quarantined
           let utterance = corpus.Utterances[row]
           let path = PathOf(utterance) is { } file ? corpus.Shown(file) : ""
           select new QuarantinedFile(utterance.Name, card.Name, path, reasons[row]!),
    ];

    private string? PathOf(Utterance utterance) => ReadHash.PathOf(card.Modality, utterance);
}

/// <summary>Opens an encoder's graphs when the first clip needs them, so that a table from the store opens none. Thread-safe.</summary>
internal sealed class LazySession(Func<EncoderSession> open) : IDisposable
{
    private readonly Lazy<EncoderSession> _session = new(open);

    /// <summary>The session, the same for all.</summary>
    public EncoderSession Get() => _session.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }
}
