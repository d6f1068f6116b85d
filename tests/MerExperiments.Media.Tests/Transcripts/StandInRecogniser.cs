using MerExperiments.Onnx;

namespace MerExperiments.Media.Tests.Transcripts;

/// <summary>A recogniser whose answer is known: a frame is 400 samples, and its token is the first sample times 100, rounded.</summary>
internal static class StandInRecogniser
{
    public const int FrameSamples = 400;

    /// <summary>Logits [1, frames, vocabulary]: minus the squared distance of 100 times the frame's first value from the token's id.</summary>
    public static OnnxModel Graph(int vocabulary)
    {
        var graph = new OnnxGraph("stand-in");
        string samples = graph.Input("x", OnnxElement.Single, 1, "samples");
        return Finish(graph, graph.Slice(graph.Reshape(samples, 1, -1, FrameSamples), 2, 0, 1), vocabulary);
    }

    /// <summary>The same over features [1, frames, values]: each frame's first value. It takes lengths and a constant, which shift the token's id.</summary>
    public static OnnxModel OverFrames(int vocabulary)
    {
        var graph = new OnnxGraph("stand-in");
        string frames = graph.Input("x", OnnxElement.Single, 1, "frames", "values");
        string lengths = graph.Input("lengths", OnnxElement.Int32, 1);
        string language = graph.Input("language", OnnxElement.Int32, 1);
        string counted = graph.Multiply(graph.Subtract(graph.ToSingle(lengths), graph.ToSingle(graph.Length(frames, 1))), 1f);
        string shift = graph.Multiply(graph.Add(graph.ToSingle(language), counted), 0.01f);
        string first = graph.Multiply(graph.Slice(frames, 2, 0, 1), 0f);
        return Finish(graph, graph.Add(first, shift), vocabulary);
    }

    /// <summary>A clip that says the given tokens, one a frame.</summary>
    public static Waveform Saying(params IEnumerable<int> tokens) =>
        new(tokens.SelectMany(token => Enumerable.Repeat(token / 100f, FrameSamples)).ToArray(), Waveform.EncoderRateHz);

    private static OnnxModel Finish(OnnxGraph graph, string firsts, int vocabulary)
    {
        float[] ids = [.. Enumerable.Range(0, vocabulary).Select(id => (float)id)];
        string distance = graph.Subtract(graph.Multiply(firsts, 100f), graph.Constant(ids, 1, 1, vocabulary));
        graph.Output("logits", graph.Multiply(graph.Square(distance), -1f), OnnxElement.Single, 1, "frames", vocabulary);
        return graph.ToModel();
    }
}
