using MerExperiments.Encoders;
using MerExperiments.Features;

namespace MerExperiments.Benchmarks;

/// <summary>An extraction of which all stages, or only one, do their work; the others hand over what was computed beforehand (as a feature, the first clip's for all).</summary>
internal sealed class ExtractionTrial : IDisposable
{
    private static readonly ExtractionOptions Options = new();
    private readonly EncoderSession _session;
    private readonly ClipReader _reader;
    private readonly RowEncoder _encoder;
    private readonly FeatureCard _table;
    private readonly IReadOnlyList<Utterance> _utterances;
    private readonly string[] _names;
    private readonly PreparedClip<EncoderRow>[] _clips;
    private readonly FeatureRow _feature;
    private readonly string _folder;
    private int _stores;

    /// <summary>Opens the encoder, and computes what the stages will be given.</summary>
    public ExtractionTrial(EncoderCard card, EncoderRegistry registry, IReadOnlyList<Utterance> utterances, string folder)
    {
        (_utterances, _folder) = (utterances, Directory.CreateDirectory(Path.Combine(folder, "stores")).FullName);
        _names = [.. utterances.Select(utterance => utterance.Name)];
        _table = TableOf(card);
        _session = new EncoderSession(card, registry);
        _reader = new ClipReader(card, () => _session, new StageClock());
        _encoder = new RowEncoder(card, () => _session, _table);
        _clips = [.. utterances.Select(utterance => _reader.Read(utterance))];
        _feature = _encoder.Encode([_clips.Select(clip => clip.Row).OfType<EncoderRow>().First()])[0];
    }

    /// <summary>All stages at once, into a new store.</summary>
    public void Whole() => Fill(table => Stages(table) with { Read = (row, stop) => _reader.Read(_utterances[row], stop), Encode = _encoder.Encode });

    /// <summary>Decoding and preparing alone.</summary>
    public void Decode() => Alone(table => Stages(table) with { Read = (row, stop) => _reader.Read(_utterances[row], stop), Write = (_, _) => { } });

    /// <summary>Inference alone.</summary>
    public void Infer() => Alone(table => Stages(table) with { Encode = _encoder.Encode, Write = (_, _) => { } });

    /// <summary>Writing shards and the table alone.</summary>
    public void Write() => Fill(Stages);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private PipelineStages<EncoderRow> Stages(PartialTable table) => new()
    {
        Read = (row, _) => _clips[row],
        BytesOf = row => row.Bytes,
        Encode = clips => [.. clips.Select(_ => _feature)],
        Write = table.Write,
    };

    private void Fill(Func<PartialTable, PipelineStages<EncoderRow>> stages) =>
        NewStore().Complete(_table, _names, table => new ExtractionPipeline<EncoderRow>(table, stages(table), Options, readers: 1).Run(default));

    /// <summary>Runs without a table at the end: what is not written cannot be put together.</summary>
    private void Alone(Func<PartialTable, PipelineStages<EncoderRow>> stages)
    {
        try
        {
            NewStore().Complete(_table, _names, table =>
            {
                new ExtractionPipeline<EncoderRow>(table, stages(table), Options, readers: 1).Run(default);
                throw new OperationCanceledException();
            });
        }
        catch (OperationCanceledException)
        {
            // The end of the stage that is measured.
        }
    }

    private FeatureStore NewStore() => new(Path.Combine(_folder, FormattableString.Invariant($"{_table.Encoder}-{_stores++}")));

    private static FeatureCard TableOf(EncoderCard card) => new()
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
