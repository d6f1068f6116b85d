using System.Collections.Concurrent;
using MerExperiments.Onnx;
using MerExperiments.Tokenizers;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Encoders.Inference;

/// <summary>One opened graph of an encoder, and the memory in which threads feed it.</summary>
/// <remarks>Thread-safe; each call runs on its caller's thread. A row's output has the same bytes in whatever company it is computed: its padded
/// length follows from its own length, and where the graph gives one vector per row a lone row is computed beside a copy of itself, because
/// runtimes multiply a single row by another routine.</remarks>
internal sealed class GraphStage : IDisposable
{
    private readonly InferenceSession _session;
    private readonly StageOptions _options;
    private readonly GraphInputs _inputs;
    private readonly string[] _outputs;
    private readonly ConcurrentBag<StageBuffers> _idle = [];

    /// <summary>Opens a graph.</summary>
    /// <exception cref="InvalidInputException">ONNX Runtime refuses the file or the device.</exception>
    public GraphStage(string path, StageOptions options, ExecutionDevice device)
    {
        _options = options;
        _outputs = [.. options.Graph.OutputNames];
        _session = OnnxSession.OpenChecked(path, device);
        _inputs = new GraphInputs(options, _session);
    }

    /// <summary>Runs all rows and hands their frames on.</summary>
    public void Run(IReadOnlyList<RowSignal> rows, IFrameSink sink)
    {
        var plan = new BatchPlan(rows, _options, _inputs.FixedLength, _inputs.MostRows);
        StageBuffers buffers = _idle.TryTake(out StageBuffers? idle) ? idle : new StageBuffers(_inputs.Elements);
        try
        {
            for (int start = 0; start < plan.Members.Length;)
            {
                (int padded, int end) = plan.BatchAt(start);
                RunBatch(rows, plan.Members[start..end], padded, buffers, sink);
                start = end;
            }
        }
        finally
        {
            _idle.Add(buffers);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        foreach (StageBuffers buffers in _idle)
        {
            buffers.Dispose();
        }
    }

    private void RunBatch(
        IReadOnlyList<RowSignal> rows, ReadOnlySpan<(int Row, int Piece)> members, int padded, StageBuffers buffers, IFrameSink sink)
    {
        bool mayDouble = members.Length == 1 && _inputs.MostRows > 1;
        if (!mayDouble || !RunOnce(rows, members, padded, buffers, sink, mustNotBeLone: !_inputs.MayHaveFrames))
        {
            RunOnce(rows, mayDouble ? [members[0], members[0]] : members, padded, buffers, sink, mustNotBeLone: false);
        }
    }

    /// <summary>Runs a batch; false, with nothing handed on, where a lone row turns out to need a companion.</summary>
    private bool RunOnce(
        IReadOnlyList<RowSignal> rows, ReadOnlySpan<(int Row, int Piece)> members, int padded, StageBuffers buffers, IFrameSink sink, bool mustNotBeLone)
    {
        if (mustNotBeLone)
        {
            return false;
        }

        _inputs.Fill(rows, members, padded, buffers);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(buffers.Options, _inputs.Names, buffers.Values(), _outputs);
        var output = new BatchOutput(results, _options.Graph, members.Length, buffers);
        if (members.Length == 1 && output.Frames == 1 && _inputs.MostRows > 1)
        {
            return false;
        }

        Check(in output, rows[members[0].Row].ExpectedFrames(padded), padded);
        bool isDoubled = members.Length == 2 && members[0] == members[1];
        for (int i = 0; i < (isDoubled ? 1 : members.Length); i++)
        {
            Hand(in output, i, members[i], rows[members[i].Row], padded, sink);
        }

        return true;
    }

    private void Hand(in BatchOutput output, int at, (int Row, int Piece) member, RowSignal signal, int padded, IFrameSink sink)
    {
        int shift = _options.Padding == PaddingSide.Left && output.HasFrameAxis ? padded - signal.LengthOf(member.Piece) : 0;
        ReadOnlySpan<FrameSpan> kept = output.HasFrameAxis
            ? signal.KeptOf(member.Piece, output.Frames - shift, sink.Pooling)
            : [new FrameSpan(0, 1)];
        ReadOnlySpan<float> frames = output.Read(at, shift, kept);
        sink.Put(member.Row, member.Piece, _options.AveragesPatches ? Pooling.Apply(frames, output.Dimension, EncoderPooling.Mean) : frames, output.Dimension);
    }

    private void Check(in BatchOutput output, int expected, int padded)
    {
        string name = _outputs[0];
        if (_options.Dimension is { } dimension && dimension != output.Dimension)
        {
            throw new InvalidInputException(
                $"{_options.Encoder}: dimension", $"says {dimension} values per frame; the output \"{name}\" gives {output.Dimension}");
        }

        if (output.HasFrameAxis && expected >= 0 && expected != output.Frames)
        {
            string rule = _options.ItemShape is null
                ? $"by the card it must give {expected}" : "it must give one (say image.patches where it gives one per patch)";
            throw new InvalidInputException(
                $"{_options.Encoder}: graphs", $"gives {output.Frames} frames in \"{name}\" for an input of length {padded}; {rule}");
        }
    }
}
