using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests.ReadyMade;

/// <summary>Writes a stand-in of an export: its inputs and outputs, and in between a network of 16 values a frame with random weights.</summary>
internal sealed class ExportGraph
{
    private static readonly TransformerShape Small = new(2, 16, 2) { Vocabulary = 64, Positions = 128 };
    private readonly OnnxGraph _graph = new("stand-in");
    private readonly ExportShape _shape;
    private readonly TransformerBlocks _blocks;
    private readonly string _input;
    private readonly string? _mask;
    private readonly string? _types;

    private ExportGraph(ExportShape shape)
    {
        _shape = shape;
        _input = _graph.Input(shape.Input, shape.IsText ? OnnxElement.Int64 : OnnxElement.Single, shape.Axes);
        _mask = shape.HasMask ? _graph.Input("attention_mask", OnnxElement.Int64, shape.Axes) : null;
        _types = shape.HasTypes ? _graph.Input("token_type_ids", OnnxElement.Int64, shape.Axes) : null;
        _blocks = new TransformerBlocks(_graph, Small, 7);
    }

    /// <summary>The stand-in.</summary>
    public static OnnxModel Of(ExportShape shape) => new ExportGraph(shape).Write();

    private OnnxModel Write()
    {
        IReadOnlyList<string> states = _shape.Input switch
        {
            "input_ids" => Tokens(),
            "input_values" => [_graph.Append(StandInGraphs.Speech(Small, takesMask: true), "speech")["last_hidden_state"]],
            "input_features" => [Mel()],
            _ => [Picture()],
        };
        for (int i = 0; i < _shape.Outputs.Count; i++)
        {
            string wide = _blocks.Linear(states[i % states.Count], Small.Width, _shape.Width);
            string typed = _shape.Element == OnnxElement.Half ? _graph.Node("Cast", [wide], ("to", (int)OnnxElement.Half)) : wide;
            _graph.Output(_shape.Outputs[i], typed, _shape.Element, [.. _shape.FrameAxes, _shape.Width]);
        }

        return _graph.ToModel();
    }

    /// <summary>The hidden states of a transformer that sees neither padding nor, by its own count of positions, how much of it there is.</summary>
    private IReadOnlyList<string> Tokens()
    {
        string ones = _types is null ? _mask! : _graph.Add(_mask!, _types);
        string positions = _graph.Node("Max", [_graph.Subtract(_graph.Node("CumSum", [ones, _graph.Constant([1L])]), _graph.Constant([1L])), _graph.Constant([0L])]);
        string words = _graph.Node("Gather", [_blocks.Table(Small.Vocabulary), _input]);
        return _blocks.Run(_graph.Add(words, _graph.Node("Gather", [_blocks.Table(Small.Positions), positions])), _graph.ToSingle(_mask!));
    }

    /// <summary>[batch, bands, 3000] to [batch, 1500, 16], three frames of energies each.</summary>
    private string Mel()
    {
        int bands = (int)_shape.Axes[1];
        string kernel = _graph.Reshape(_blocks.Table(bands * 3), Small.Width, bands, 3);
        string frames = _graph.Node("Conv", [_input, kernel], ("pads", new long[] { 1, 1 }), ("strides", new long[] { 2 }));
        return _graph.Node("Transpose", [frames], ("perm", new long[] { 0, 2, 1 }));
    }

    /// <summary>[batch, 3, 224, 224] to [batch, 16]: a mean over patches of 32 by 32.</summary>
    private string Picture()
    {
        string kernel = _graph.Reshape(_blocks.Table(3 * 32 * 32), Small.Width, 3, 32, 32);
        string patches = _graph.Node("Relu", [_graph.Node("Conv", [_input, kernel], ("strides", new long[] { 32, 32 }))]);
        return _graph.Reshape(_graph.Node("GlobalAveragePool", [patches]), 0, Small.Width);
    }
}
