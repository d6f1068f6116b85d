using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>The graph of the built-in text encoder: a transcript becomes counts of its hashed character 1-, 2- and 3-grams.</summary>
/// <remarks>Input: <c>codepoints</c> int64 [batch, length], Unicode scalar values, 0 after a text's end. Output: <c>features</c> float
/// [batch, 1024]: ln(1 + count) of each bucket, scaled to length 1. Each order of n-gram has buckets of its own.</remarks>
internal static class CharNgrams
{
    /// <summary>Values per transcript.</summary>
    public const int Dimension = 1_024;

    private const long Modulus = 1_000_003;
    private static readonly (int First, int Count)[] Buckets = [(0, 256), (256, 384), (640, 384)];
    private static readonly long[] Multipliers = [40_503, 62_129, 86_969];

    /// <summary>The graph; built once per process.</summary>
    public static OnnxModel Graph => Instance.Value;

    private static Lazy<OnnxModel> Instance { get; } = new(Build);

    /// <summary>The bucket of an n-gram, as the graph computes it.</summary>
    /// <param name="codepoints">One to three Unicode scalar values.</param>
    public static int BucketOf(params ReadOnlySpan<long> codepoints)
    {
        long hash = 0;
        for (int i = 0; i < codepoints.Length; i++)
        {
            hash += codepoints[i] * Multipliers[i];
        }

        (int first, int count) = Buckets[codepoints.Length - 1];
        return first + (int)(hash % Modulus % count);
    }

    private static OnnxModel Build()
    {
        var graph = new OnnxGraph("char-ngrams");
        string text = graph.Input("codepoints", OnnxElement.Int64, "batch", "length");
        string padded = graph.Node("Pad", [text, graph.Integers(0, 0, 0, 2), graph.Constant([0L])]);
        string counts = graph.Node("ConstantOfShape", [graph.Concat(0, graph.Length(text, 0), graph.Integers(Dimension))]);
        for (int order = 1; order <= Buckets.Length; order++)
        {
            counts = Count(graph, padded, order, counts);
        }

        string logs = graph.Node("Log", [graph.Add(counts, 1)]);
        string norm = graph.AtLeast(graph.SquareRoot(graph.Sum(graph.Square(logs), 1)), 1e-6f);
        graph.Output("features", graph.Divide(logs, norm), OnnxElement.Single, "batch", Dimension);
        return graph.ToModel();
    }

    private static string Count(OnnxGraph graph, string padded, int order, string counts)
    {
        string[] letters = [.. Enumerable.Range(0, order).Select(i => graph.Slice(padded, 1, i, i == 2 ? long.MaxValue : i - 2))];
        string hash = graph.Multiply(letters[0], graph.Constant([Multipliers[0]]));
        for (int i = 1; i < order; i++)
        {
            hash = graph.Add(hash, graph.Multiply(letters[i], graph.Constant([Multipliers[i]])));
        }

        (int first, int count) = Buckets[order - 1];
        string reduced = graph.Node("Mod", [graph.Node("Mod", [hash, graph.Constant([Modulus])]), graph.Constant([(long)count])]);
        string bucket = graph.Add(reduced, graph.Constant([(long)first]));
        string present = graph.ToSingle(graph.Node("Greater", [letters[^1], graph.Constant([0L])]));
        return graph.Node("ScatterElements", [counts, bucket, present], ("axis", 1), ("reduction", "add"));
    }
}
