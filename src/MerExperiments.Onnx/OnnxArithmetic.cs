namespace MerExperiments.Onnx;

/// <summary>The operators that graphs written here use most, by name. Shapes broadcast as in NumPy.</summary>
public static class OnnxArithmetic
{
    /// <summary>a + b.</summary>
    public static string Add(this OnnxGraph graph, string a, string b) => graph.Node("Add", [a, b]);

    /// <summary>a + b for a number b.</summary>
    public static string Add(this OnnxGraph graph, string a, float b) => graph.Add(a, graph.Scalar(b));

    /// <summary>a - b.</summary>
    public static string Subtract(this OnnxGraph graph, string a, string b) => graph.Node("Sub", [a, b]);

    /// <summary>a times b, element by element.</summary>
    public static string Multiply(this OnnxGraph graph, string a, string b) => graph.Node("Mul", [a, b]);

    /// <summary>a times a number.</summary>
    public static string Multiply(this OnnxGraph graph, string a, float b) => graph.Multiply(a, graph.Scalar(b));

    /// <summary>a / b.</summary>
    public static string Divide(this OnnxGraph graph, string a, string b) => graph.Node("Div", [a, b]);

    /// <summary>a squared.</summary>
    public static string Square(this OnnxGraph graph, string a) => graph.Multiply(a, a);

    /// <summary>The square root, of negative values 0.</summary>
    public static string SquareRoot(this OnnxGraph graph, string a) => graph.Node("Sqrt", [graph.AtLeast(a, 0)]);

    /// <summary>The natural logarithm of max(a, floor).</summary>
    public static string Log(this OnnxGraph graph, string a, float floor) => graph.Node("Log", [graph.AtLeast(a, floor)]);

    /// <summary>max(a, floor).</summary>
    public static string AtLeast(this OnnxGraph graph, string a, float floor) => graph.Node("Max", [a, graph.Scalar(floor)]);

    /// <summary>1 where a &gt; b, else 0, as floats.</summary>
    public static string Above(this OnnxGraph graph, string a, string b) => graph.ToSingle(graph.Node("Greater", [a, b]));

    /// <summary>The values as float32.</summary>
    public static string ToSingle(this OnnxGraph graph, string a) => graph.Node("Cast", [a], ("to", (int)OnnxElement.Single));

    /// <summary>The values as 64-bit integers, cut towards zero.</summary>
    public static string ToInt64(this OnnxGraph graph, string a) => graph.Node("Cast", [a], ("to", (int)OnnxElement.Int64));

    /// <summary>The matrix product, batched over leading axes.</summary>
    public static string MatMul(this OnnxGraph graph, string a, string b) => graph.Node("MatMul", [a, b]);

    /// <summary>The sum over an axis.</summary>
    public static string Sum(this OnnxGraph graph, string a, int axis, bool keep = true) =>
        graph.Node("ReduceSum", [a, graph.Integers(axis)], ("keepdims", keep ? 1 : 0));

    /// <summary>The maximum over an axis, kept with length 1.</summary>
    public static string Max(this OnnxGraph graph, string a, int axis) =>
        graph.Node("ReduceMax", [a, graph.Integers(axis)], ("keepdims", 1));

    /// <summary>The elements [start, end) of an axis; negative positions count from the end, and long.MaxValue means to the end.</summary>
    public static string Slice(this OnnxGraph graph, string a, int axis, long start, long end) =>
        graph.Node("Slice", [a, graph.Integers(start), graph.Integers(end), graph.Integers(axis)]);

    /// <summary>The values one after another along an axis.</summary>
    public static string Concat(this OnnxGraph graph, int axis, params ReadOnlySpan<string> values) =>
        graph.Node("Concat", values, ("axis", axis));

    /// <summary>The same values in another shape; -1 is inferred, 0 keeps the input's length.</summary>
    public static string Reshape(this OnnxGraph graph, string a, params ReadOnlySpan<long> shape) =>
        graph.Node("Reshape", [a, graph.Integers(shape)]);

    /// <summary>With an axis of length 1 put in.</summary>
    public static string Unsqueeze(this OnnxGraph graph, string a, params ReadOnlySpan<long> axes) =>
        graph.Node("Unsqueeze", [a, graph.Integers(axes)]);

    /// <summary>The length of an axis, as an int64 vector of one element.</summary>
    public static string Length(this OnnxGraph graph, string a, int axis) =>
        axis < 0
            ? graph.Slice(graph.Node("Shape", [a]), 0, axis, axis == -1 ? long.MaxValue : axis + 1)
            : graph.Slice(graph.Node("Shape", [a]), 0, axis, axis + 1);

    /// <summary>0, 1, ... up to the length of a value's axis, as a vector of int64.</summary>
    public static string Positions(this OnnxGraph graph, string a, int axis) => graph.Node(
        "Range", [graph.Constant([0L]), graph.Node("Squeeze", [graph.Length(a, axis)]), graph.Constant([1L])]);
}
