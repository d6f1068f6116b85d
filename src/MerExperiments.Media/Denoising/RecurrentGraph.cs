using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Denoising;

/// <summary>A streaming graph over one clip: fixed buffers for a frame, and two of each state that change roles from frame to frame.</summary>
/// <remarks>All tensors are bound once; a step copies nothing. For one thread; the session may be shared.</remarks>
internal sealed class RecurrentGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private int _turn;

    /// <summary>Binds the buffers; the states are zeros.</summary>
    /// <param name="session">The model.</param>
    /// <param name="graph">Its tensors.</param>
    /// <param name="shape">The shape of a frame going in and coming out.</param>
    public RecurrentGraph(InferenceSession session, DenoiserGraph graph, params ReadOnlySpan<long> shape)
    {
        _session = session;
        long length = 1;
        foreach (long axis in shape)
        {
            length *= axis;
        }

        Input = new float[length];
        Output = new float[length];
        OrtValue input = Tensor(Input, shape), output = Tensor(Output, shape);
        (OrtValue, OrtValue)[] states = [.. graph.States.Select(state => (State(state), State(state)))];
        _bindings = [session.CreateIoBinding(), session.CreateIoBinding()];
        for (int turn = 0; turn < 2; turn++)
        {
            _bindings[turn].BindInput(graph.Input, input);
            _bindings[turn].BindOutput(graph.Outputs[0], output);
            for (int i = 0; i < states.Length; i++)
            {
                (OrtValue before, OrtValue after) = states[i];
                _bindings[turn].BindInput(graph.States[i].Input, turn == 0 ? before : after);
                _bindings[turn].BindOutput(graph.States[i].Output, turn == 0 ? after : before);
            }
        }
    }

    /// <summary>The frame to feed; written by the caller before each step.</summary>
    public float[] Input { get; }

    /// <summary>The frame that came out; valid until the next step.</summary>
    public float[] Output { get; }

    /// <summary>Runs one frame.</summary>
    public void Step()
    {
        _session.RunWithBinding(_options, _bindings[_turn]);
        _turn = 1 - _turn;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in _bindings.Concat<IDisposable>(_values).Append(_options))
        {
            part.Dispose();
        }
    }

    private OrtValue State(DenoiserState state) =>
        Tensor(new float[state.Shape.Aggregate(1, (a, b) => a * b)], [.. state.Shape.Select(length => (long)length)]);

    private OrtValue Tensor(float[] values, ReadOnlySpan<long> shape)
    {
        OrtValue value = OnnxSession.Tensor<float>(values, shape);
        _values.Add(value);
        return value;
    }
}
