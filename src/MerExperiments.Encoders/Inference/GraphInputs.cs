using MerExperiments.Onnx;
using MerExperiments.Tokenizers;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Encoders.Inference;

/// <summary>The inputs of a graph by what they are for, and how a batch is written into them.</summary>
internal sealed class GraphInputs
{
    private readonly StageOptions _options;
    private readonly int _lengths;
    private readonly int _mask;
    private readonly int _types;
    private readonly int _positions;

    /// <summary>Finds the inputs; the registry has checked that they are there.</summary>
    public GraphInputs(StageOptions options, InferenceSession session)
    {
        _options = options;
        IReadOnlyDictionary<string, NodeMetadata> metadata = session.InputMetadata;
        EncoderGraph graph = options.Graph;
        Names = [.. new[] { graph.Input, graph.Lengths, graph.Mask, graph.TokenTypes, graph.Positions }.OfType<string>()];
        Elements = [.. Names.Select(name => (OnnxElement)(int)metadata[name].ElementDataType)];
        int[] shape = metadata[graph.Input].Dimensions;
        MostRows = shape[0] > 0 ? shape[0] : int.MaxValue;
        FixedLength = options.ItemShape is null && shape[^1] > 0 ? shape[^1] : null;
        int[] output = session.OutputMetadata[graph.OutputNames[0]].Dimensions;
        MayHaveFrames = output.Length == 0 || output[(graph.Layers is null ? 1 : 2)..^1].Any(length => length != 1);
        (_lengths, _mask, _types, _positions) = (IndexOf(graph.Lengths), IndexOf(graph.Mask), IndexOf(graph.TokenTypes), IndexOf(graph.Positions));
    }

    /// <summary>The inputs that are fed, the values first.</summary>
    public string[] Names { get; }

    /// <summary>Their element types.</summary>
    public OnnxElement[] Elements { get; }

    /// <summary>The most rows of a batch; 1 where the model was exported for single rows.</summary>
    public int MostRows { get; }

    /// <summary>The one length the model takes, or null where it takes any.</summary>
    public int? FixedLength { get; }

    /// <summary>False where each row surely gives one vector.</summary>
    public bool MayHaveFrames { get; }

    /// <summary>Writes a batch.</summary>
    public void Fill(IReadOnlyList<RowSignal> rows, ReadOnlySpan<(int Row, int Piece)> members, int padded, StageBuffers buffers)
    {
        Reshape(members.Length, padded, buffers);
        for (int i = 0; i < members.Length; i++)
        {
            RowSignal signal = rows[members[i].Row];
            int length = signal.LengthOf(members[i].Piece), start = i * padded, own = start;
            if (length < padded)
            {
                own += _options.Padding == PaddingSide.Left ? padded - length : 0;
                buffers[0].Fill(own == start ? start + length : start, padded - length, _options.PadValue);
            }

            signal.Write(members[i].Piece, buffers[0], own);
            FillRoles(buffers, i, padded, Math.Min(padded, signal.ToldLengthOf(members[i].Piece)));
        }
    }

    private void Reshape(int rows, int padded, StageBuffers buffers)
    {
        buffers[0].Reshape(_options.ShapeOf(rows, padded));
        for (int input = 1; input < Names.Length; input++)
        {
            buffers[input].Reshape(input == _lengths ? [rows] : [rows, padded]);
        }
    }

    private void FillRoles(StageBuffers buffers, int row, int padded, int told)
    {
        int start = row * padded, before = _options.Padding == PaddingSide.Left ? padded - told : 0;
        if (_lengths > 0)
        {
            buffers[_lengths].Fill(row, 1, told);
        }

        if (_mask > 0)
        {
            buffers[_mask].Fill(start, padded, 0);
            buffers[_mask].Fill(start + before, told, 1);
        }

        if (_types > 0)
        {
            buffers[_types].Fill(start, padded, 0);
        }

        for (int i = 0; _positions > 0 && i < padded; i++)
        {
            buffers[_positions].Fill(start + i, 1, Math.Clamp(i - before, 0, Math.Max(0, told - 1)));
        }
    }

    private int IndexOf(string? name) => name is null ? -1 : Array.IndexOf(Names, name);
}
