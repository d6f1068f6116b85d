using MerExperiments.Encoders.Inference;
using MerExperiments.Encoders.Tokenizers;
using MerExperiments.Media;
using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>An encoder with its graphs opened: prepared signals in, one vector or the frames of each utterance out.</summary>
/// <remarks>Thread-safe; each call runs on its caller's thread. On the processor an utterance's feature has the same bytes in whatever company it
/// is encoded.</remarks>
public sealed class EncoderSession : IDisposable
{
    private const int BatchSamples = 131_072, BatchTokens = 1_024, BatchItems = 16;
    private readonly EncoderCard _card;
    private readonly SignalFactory _signals;
    private readonly GraphStage[] _stages;

    /// <summary>Opens an encoder's graphs.</summary>
    /// <exception cref="InvalidInputException">A model file is missing, changed or lacks a tensor; all faults at once.</exception>
    public EncoderSession(EncoderCard card, EncoderRegistry registry, ExecutionDevice device = ExecutionDevice.Cpu)
    {
        InvalidInputException.ThrowIfAny(registry.Check(card));
        _card = card;
        EncoderGraph first = card.Graphs[0];
        if (first.Lengths is not null || card.Input == EncoderInput.Codepoints)
        {
            _batched = new RaggedScorer(registry.PathOf(card, first), new RaggedScorerOptions
            {
                Input = first.Input,
                Output = first.Output,
                Lengths = first.Lengths,
                MinimumLength = card.MinimumLength,
            });
        }
        else
        {
            _sessions = [.. card.Graphs.Select(graph => OnnxSession.Open(registry.PathOf(card, graph), device))];
        }
    }

    /// <summary>Prepares a sound at 16 kHz.</summary>
    /// <exception cref="ArgumentException">The encoder reads no sound.</exception>
    public EncoderRow Prepare(Waveform sound)
    {
        Expect(Modality.Audio);
        float scale = (_card.Input == EncoderInput.WaveformInt16 ? 32_768 : 1) * _card.Graphs[0].Scale;
        return new EncoderRow(Scaled(sound.Samples, scale, _card.Graphs[0].Offset), sound.Samples.Length * sizeof(float));
    }

    /// <summary>Prepares a transcript.</summary>
    /// <exception cref="ArgumentException">The encoder reads no text.</exception>
    public EncoderRow Prepare(string text)
    {
        Expect(Modality.Text);
        long[] codepoints = [.. text.EnumerateRunes().Select(rune => (long)rune.Value)];
        return new EncoderRow((ReadOnlyMemory<long>)codepoints, codepoints.Length * sizeof(long));
    }

    /// <summary>Prepares the face frames of a clip, one or more.</summary>
    /// <exception cref="ArgumentException">The encoder reads no faces.</exception>
    public EncoderRow Prepare(FaceFrames faces)
    {
        Expect(Modality.Video);
        return new EncoderRow(faces, faces.Bytes.Length);
    }

    /// <summary>Encodes prepared rows: one vector of <see cref="EncoderCard.Dimension"/> each, in their order.</summary>
    public float[][] Encode(IReadOnlyList<EncoderRow> rows) =>
        [.. EncodeFrames(rows).Select(frames => Pooling.Apply(frames.Values, _card.FrameDimension, _card.Pooling))];

    /// <summary>Encodes prepared rows without pooling, in their order.</summary>
    public EncodedFrames[] EncodeFrames(IReadOnlyList<EncoderRow> rows)
    {
        float[][] values = _card.Input == EncoderInput.Codepoints ? _batched!.Score<long>([.. rows.Select(row => (ReadOnlyMemory<long>)row.Signal)])
            : _batched is not null ? _batched.Score<float>([.. rows.Select(row => (ReadOnlyMemory<float>)row.Signal)])
            : [.. rows.Select(row => row.Signal is FaceFrames faces ? EncodeOne(faces) : EncodeOne((ReadOnlyMemory<float>)row.Signal))];
        return [.. values.Select(one => new EncodedFrames(one, one.Length / _card.FrameDimension))];
    }

    /// <summary>Prepares and encodes sounds at 16 kHz.</summary>
    public float[][] Encode(IReadOnlyList<Waveform> sounds) => Encode([.. sounds.Select(Prepare)]);

    /// <summary>Prepares and encodes transcripts.</summary>
    public float[][] Encode(IReadOnlyList<string> texts) => Encode([.. texts.Select(Prepare)]);

    /// <summary>Prepares and encodes the face frames of several clips; each must have one frame or more.</summary>
    public float[][] Encode(IReadOnlyList<FaceFrames> faces) => Encode([.. faces.Select(Prepare)]);

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_stages, stage => stage.Dispose());

    private void Expect(Modality modality)
    {
        if (_card.Modality != modality)
        {
            throw new ArgumentException($"the encoder {_card.Name} reads {_card.Modality}, not {modality}");
        }
    }

    private static ReadOnlyMemory<float> Scaled(ReadOnlyMemory<float> samples, float scale, float offset) =>
        scale == 1 && offset == 0 ? samples : Array.ConvertAll(samples.ToArray(), sample => (sample * scale) + offset);

    private float[] EncodeOne(ReadOnlyMemory<float> samples)
    {
        var signals = new RowSignal[rows.Count];
        for (int i = 0; i < signals.Length; i++)
        {
            signals[i] = rows[i].Signal;
        }

        return frames;
    }

    private static (float[] Frames, int Dimension) RunWindows(EncoderGraph graph, InferenceSession session, float[] frames, int dimension)
    {
        int window = graph.WindowFrames!.Value, count = frames.Length / dimension;
        int windows = Math.Max(1, ((count - window) / graph.HopFrames) + 1);
        float[] block = new float[windows * window * dimension];
        for (int row = 0; row < windows * window; row++)
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
        EncoderGraph graph = _card.Graphs[0];
        float[] features = [];
        for (int start = 0; start < face.Count; start += BatchFrames)
        {
            int count = Math.Min(BatchFrames, face.Count - start);
            byte[] block = BlockOf(face, start, Math.Max(2, count));
            (float[] values, long[] shape) = OnnxSession.Run(
                _sessions[0],
                [(graph.Input, OnnxSession.Tensor<byte>(block, Math.Max(2, count), FaceFrames.SizePixels, FaceFrames.SizePixels, 3))],
                graph.Output);
            int dimension = (int)shape[^1];
            features = [.. features, .. values.AsSpan(0, count * dimension)];
        }

        return features;
    }

    private static byte[] BlockOf(FaceFrames face, int start, int count)
    {
        Encoder = _card.Name,
        Graph = graph,
        BatchValues = BatchItems,
        ItemShape = [graph.WindowFrames!.Value, -1, 1],
        Dimension = _card.FrameDimension,
    };
}
