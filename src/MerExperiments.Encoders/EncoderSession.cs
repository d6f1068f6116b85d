using MerExperiments.Encoders.Inference;
using MerExperiments.Media;
using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders;

/// <summary>An encoder with its graphs opened: prepared signals in, one vector or the frames of each utterance out.</summary>
/// <remarks>Thread-safe; each call runs on its caller's thread. On the processor an utterance's feature has the same bytes in whatever company it
/// is encoded.</remarks>
internal sealed class EncoderSession : IDisposable
{
    private const int BatchSamples = 131_072, BatchTokens = 1_024, BatchPictures = 4, BatchWindows = 16;
    private readonly EncoderCard _card;
    private readonly SignalFactory _signals;
    private readonly GraphStage[] _stages;

    /// <summary>Opens an encoder's graphs.</summary>
    /// <param name="card">The encoder.</param>
    /// <param name="registry">Where its files lie.</param>
    /// <param name="device">What it runs on.</param>
    /// <exception cref="InvalidInputException">A model or tokenizer file is missing, changed or lacks a tensor (all faults at once), or the device cannot be used.</exception>
    public EncoderSession(EncoderCard card, EncoderRegistry registry, ExecutionDevice device = ExecutionDevice.Cpu)
    {
        InvalidInputException.ThrowIfAny(registry.Check(card));
        _card = card;
        _signals = new SignalFactory(card, card.Tokenizer is { } tokenizer ? TextTokenizer.Open(tokenizer, registry.ModelsRoot) : null);
        _stages = [.. card.Graphs.Select((graph, i) => new GraphStage(registry.PathOf(card, graph), i == 0 ? First(graph) : Second(graph), device))];
    }

    /// <summary>Prepares a sound at 16 kHz: scaling, or log-mel energies.</summary>
    /// <exception cref="ArgumentException">The encoder reads no sound, or the sound has another rate.</exception>
    public EncoderRow Prepare(Waveform sound) => new(_signals.Of(sound));

    /// <summary>Prepares a transcript: its code points or tokens.</summary>
    /// <exception cref="ArgumentException">The encoder reads no text.</exception>
    public EncoderRow Prepare(string text) => new(_signals.Of(text));

    /// <summary>Prepares the face frames of a clip, one or more: resizing, channels.</summary>
    /// <exception cref="ArgumentException">The encoder reads no faces.</exception>
    public EncoderRow Prepare(FaceFrames faces) => new(_signals.Of(faces));

    /// <summary>Encodes prepared rows: one vector of <see cref="EncoderCard.Dimension"/> each, in their order.</summary>
    /// <remarks>A text that holds special tokens only has no frame to pool: its values are NaN.</remarks>
    /// <exception cref="InvalidInputException">The model gives another dimension, or other frames, than the card says.</exception>
    /// <exception cref="Microsoft.ML.OnnxRuntime.OnnxRuntimeException">The model cannot be run on one of the rows; which one, each run alone tells.</exception>
    public float[][] Encode(IReadOnlyList<EncoderRow> rows)
    {
        float[]?[] results = Run(rows, _card.Pooling).Results;
        return [.. results.Select(result => result ?? Pooling.Apply([], _card.FrameDimension, _card.Pooling))];
    }

    /// <summary>Encodes prepared rows without pooling, in their order; padding, context and special tokens are left out.</summary>
    /// <inheritdoc cref="Encode(IReadOnlyList{EncoderRow})" path="/exception"/>
    public EncodedFrames[] EncodeFrames(IReadOnlyList<EncoderRow> rows)
    {
        float[]?[] results = Run(rows, pooling: null).Results;
        return [.. results.Select(result => new EncodedFrames(result ?? [], (result?.Length ?? 0) / _card.FrameDimension))];
    }

    /// <summary>Prepares and encodes sounds at 16 kHz.</summary>
    public float[][] Encode(IReadOnlyList<Waveform> sounds) => Encode([.. sounds.Select(Prepare)]);

    /// <summary>Prepares and encodes transcripts.</summary>
    public float[][] Encode(IReadOnlyList<string> texts) => Encode([.. texts.Select(Prepare)]);

    /// <summary>Prepares and encodes the face frames of several clips; each must have one frame or more.</summary>
    public float[][] Encode(IReadOnlyList<FaceFrames> faces) => Encode([.. faces.Select(Prepare)]);

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_stages, stage => stage.Dispose());

    private RowAssembler Run(IReadOnlyList<EncoderRow> rows, EncoderPooling? pooling)
    {
        var signals = new RowSignal[rows.Count];
        for (int i = 0; i < signals.Length; i++)
        {
            signals[i] = rows[i].Signal;
        }

        for (int stage = 0; ; stage++)
        {
            bool isLast = stage == _stages.Length - 1;
            var assembler = new RowAssembler(signals, isLast ? pooling : null);
            _stages[stage].Run(signals, assembler);
            if (isLast)
            {
                return assembler;
            }

            signals = [.. assembler.Results.Select(frames => new WindowSignal(frames!, assembler.Dimension, _card.Graphs[stage + 1]))];
        }
    }

    private StageOptions First(EncoderGraph graph) => new()
    {
        Encoder = _card.Name,
        Graph = graph,
        ItemShape = _card.Input switch
        {
            EncoderInput.FaceFrames => [FaceFrames.SizePixels, FaceFrames.SizePixels, 3],
            EncoderInput.Images => _card.Image!.Shape,
            EncoderInput.LogMel => [_card.MelBands, WhisperLogMel.Frames],
            _ => null,
        },
        MinimumLength = _card.MinimumLength,
        BatchValues = _card.EncodedAlone ? 1 : _card.BatchValues ?? _card.Input switch
        {
            EncoderInput.Tokens => BatchTokens,
            EncoderInput.FaceFrames or EncoderInput.Images => BatchPictures,
            EncoderInput.LogMel => 1,
            _ => BatchSamples,
        },
        IsPadded = graph.TakesPadding || _card.Input == EncoderInput.Codepoints,
        Padding = _card.Tokenizer?.Padding ?? PaddingSide.Right,
        PadValue = _signals.PadId,
        AveragesPatches = _card.Image?.Patches == PatchPooling.Mean,
        Dimension = _card.Graphs.Count == 1 ? _card.FrameDimension : null,
    };

    private StageOptions Second(EncoderGraph graph) => new()
    {
        Encoder = _card.Name,
        Graph = graph,
        BatchValues = BatchWindows,
        ItemShape = [graph.WindowFrames!.Value, -1, 1],
        Dimension = _card.FrameDimension,
    };
}

/// <summary>The frame-level feature of one utterance: what the model gave for its own frames or tokens, nothing of padding.</summary>
/// <param name="Values">Row-major [<paramref name="Count"/>, <see cref="EncoderCard.FrameDimension"/>].</param>
/// <param name="Count">The number of frames, 0 or more; 0 where a text holds special tokens only.</param>
internal sealed record EncodedFrames(float[] Values, int Count);

/// <summary>One utterance as an encoder's first graph will be fed with it; what <see cref="EncoderSession"/> prepared and nobody else can read.</summary>
/// <remarks>Immutable. Only a session of the card that prepared it may encode it.</remarks>
internal sealed class EncoderRow
{
    internal EncoderRow(RowSignal signal) => (Signal, Bytes) = (signal, signal.Bytes);

    /// <summary>What the row holds in memory, in bytes: how a pipeline bounds what it keeps waiting.</summary>
    public long Bytes { get; }

    internal RowSignal Signal { get; }
}
