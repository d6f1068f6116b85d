using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf;
using MerExperiments.Onnx.Format;

namespace MerExperiments.Onnx;

/// <summary>Writes an ONNX graph node by node. Values are named by the strings the methods return.</summary>
/// <remarks>Operator set 18, IR version 8. The same calls give the same bytes. Not thread-safe.</remarks>
public sealed class OnnxGraph
{
    private const int OperatorSet = 18;
    private const int MachineLearningOperatorSet = 3;
    private const int LeastSharedBytes = 4_096;
    private readonly GraphProto _graph;
    private readonly Dictionary<string, string> _large = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">The graph's name, shown by viewers.</param>
    public OnnxGraph(string name) => _graph = new GraphProto { Name = name };

    /// <summary>Declares an input.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="element">Its element type.</param>
    /// <param name="dimensions">Its shape: numbers are fixed, other words are names of free dimensions, e.g. <c>("batch", 64)</c>.</param>
    public string Input(string name, OnnxElement element, params ReadOnlySpan<object> dimensions)
    {
        _graph.Input.Add(Describe(name, element, dimensions));
        return name;
    }

    /// <summary>Declares an output that carries a value computed before.</summary>
    public void Output(string name, string value, OnnxElement element, params ReadOnlySpan<object> dimensions)
    {
        _graph.Node.Add(new NodeProto { OpType = "Identity", Name = $"output/{name}", Input = { value }, Output = { name } });
        _graph.Output.Add(Describe(name, element, dimensions));
    }

    /// <summary>Adds a float constant of the given shape; no shape means a scalar.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) =>
        Constant(OnnxElement.Single, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a 64-bit integer constant of the given shape; no shape means a scalar.</summary>
    public string Constant(ReadOnlySpan<long> values, params ReadOnlySpan<int> shape) =>
        Constant(OnnxElement.Int64, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a float scalar.</summary>
    public string Scalar(float value) => Constant([value]);

    /// <summary>Adds a vector of 64-bit integers, as Reshape, Slice and the reductions take for shapes and axes.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Constant(values, values.Length);

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator, e.g. <c>MatMul</c>; <c>ai.onnx.ml/TreeEnsembleRegressor</c> for one of another domain.</param>
    /// <param name="inputs">The values it reads; an empty string skips an optional one.</param>
    /// <param name="attributes">Its attributes: float, long, int, string, float[], long[] or string[].</param>
    /// <returns>The output's name.</returns>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Nodes(operation, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public string[] Nodes(
        string operation, int outputs, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        int slash = operation.IndexOf('/', StringComparison.Ordinal);
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => NextName(operation[(slash + 1)..]))];
        var node = new NodeProto { OpType = operation[(slash + 1)..], Domain = slash < 0 ? "" : operation[..slash], Name = names[0] };
        node.Input.AddRange(inputs.ToArray());
        node.Output.AddRange(names);
        foreach ((string name, object value) in attributes)
        {
            node.Attribute.Add(Attribute(name, value));
        }

        _graph.Node.Add(node);
        return names;
    }

    /// <summary>Copies another model's graph into this one under a prefix; its inputs are fed by this graph's values of the same names.</summary>
    /// <remarks>A constant of 4 KB or more that a copied graph brought before stands once: heads of one fold share the rows that they compare with.</remarks>
    /// <param name="model">The model to copy, of this operator set; its inputs must be values of this graph.</param>
    /// <param name="prefix">A prefix, different in each call, that keeps its inner names apart.</param>
    /// <param name="feeds">The values that feed inputs, by the input's name; an input that is not among them is fed by the value of its own name.</param>
    /// <returns>The name in this graph of each of the model's outputs.</returns>
    public IReadOnlyDictionary<string, string> Append(OnnxModel model, string prefix, IReadOnlyDictionary<string, string>? feeds = null)
    {
        GraphProto other = model.Message.Graph.Clone();
        var inputs = other.Input.ToDictionary(input => input.Name, input => feeds?.GetValueOrDefault(input.Name) ?? input.Name, StringComparer.Ordinal);
        string Inner(string name) => name.Length == 0 ? name : inputs.TryGetValue(name, out string? feed) ? feed : $"{prefix}/{name}";
        Append(other, prefix, Inner);
        return other.Output.ToDictionary(output => output.Name, output => Inner(output.Name), StringComparer.Ordinal);
    }

    /// <summary>Copies what one output of another program's model needs, and brings its operators from an older operator set to this one's.</summary>
    /// <param name="model">The model, of this operator set or one of version 11 and later.</param>
    /// <param name="prefix">A prefix, different in each call, that keeps its inner names apart.</param>
    /// <param name="input">The one input that the output may need; others feed only what is left out.</param>
    /// <param name="value">The value of this graph that feeds it.</param>
    /// <param name="output">The output.</param>
    /// <returns>The output's name in this graph.</returns>
    /// <exception cref="NotSupportedException">The operator set is of another version, the model has no such output, or it needs another input.</exception>
    public string Append(OnnxModel model, string prefix, string input, string value, string output)
    {
        return Append(model, prefix, new Dictionary<string, string> { [input] = value }, [output])[0];
    }

    /// <summary>Copies what some outputs of another program's model need, and brings its operators from an older operator set to this one's.</summary>
    /// <param name="model">The model, of this operator set or one of version 11 and later.</param>
    /// <param name="prefix">A prefix, different in each call, that keeps its inner names apart.</param>
    /// <param name="feeds">The values of this graph that feed inputs, by the input's name; other inputs may feed only what is left out.</param>
    /// <param name="outputs">The outputs, one or more.</param>
    /// <returns>The outputs' names in this graph, in their order.</returns>
    /// <exception cref="NotSupportedException">The operator set is of another version, the model lacks an output, needs another input, or branches or loops.</exception>
    public IReadOnlyList<string> Append(OnnxModel model, string prefix, IReadOnlyDictionary<string, string> feeds, IReadOnlyList<string> outputs)
    {
        GraphProto other = ForeignGraph.PartOf(model.Message, [.. feeds.Keys], outputs, OperatorSet);
        string Inner(string name) => name.Length == 0 ? name : feeds.TryGetValue(name, out string? value) ? value : $"{prefix}/{name}";
        Append(other, prefix, Inner);
        return [.. outputs.Select(Inner)];
    }

    /// <summary>A value as it is; where a condition does not hold, the model stops with an error that holds the rule.</summary>
    /// <remarks>ONNX has no operator that throws. A vector of one element is looked up at place 0, or at place 1, which is not there; runtimes name the node that failed.</remarks>
    /// <param name="value">An int64 vector of one element, which must be used further on, or the node is left out.</param>
    /// <param name="condition">A truth value, a vector of one element.</param>
    /// <param name="rule">What must hold; the node's name.</param>
    public string Require(string value, string condition, string rule)
    {
        string broken = this.ToInt64(Node("Not", [condition]));
        string kept = Node("Gather", [value, broken]);
        _graph.Node[^1].Name = rule;
        return kept;
    }

    /// <summary>The finished model.</summary>
    /// <param name="metadata">Facts to keep in the file, as its metadata properties.</param>
    public OnnxModel ToModel(params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var model = new ModelProto
        {
            IrVersion = 8,
            ProducerName = "MerExperiments",
            Graph = _graph.Clone(),
            OpsetImport =
            {
                new OperatorSetIdProto { Version = OperatorSet },
                new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = MachineLearningOperatorSet },
            },
        };
        foreach ((string key, string value) in metadata)
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        return new OnnxModel(model);
    }

    private void Append(GraphProto other, string prefix, Func<string, string> inner)
    {
        var twins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (TensorProto initializer in other.Initializer)
        {
            string name = inner(initializer.Name);
            if (initializer.RawData.Length >= LeastSharedBytes && TwinOf(initializer, name) is { } twin)
            {
                twins.Add(name, twin);
                continue;
            }

            initializer.Name = name;
            _graph.Initializer.Add(initializer);
        }

        foreach (NodeProto node in other.Node)
        {
            node.Name = $"{prefix}/{node.Name}";
            Rename(node.Input, name => twins.GetValueOrDefault(inner(name)) ?? inner(name));
            Rename(node.Output, inner);
        }

        _graph.Node.Add(other.Node);
    }

    /// <summary>The constant with the same content that stands already; null where this is the first, which is then remembered.</summary>
    private string? TwinOf(TensorProto tensor, string name)
    {
        string content = $"{tensor.DataType} {string.Join(',', tensor.Dims)} {Convert.ToHexString(SHA256.HashData(tensor.RawData.Span))}";
        return _large.TryAdd(content, name) ? null : _large[content];
    }

    private static void Rename(Google.Protobuf.Collections.RepeatedField<string> names, Func<string, string> rename)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = rename(names[i]);
        }
    }

    private string NextName(string operation) => string.Create(CultureInfo.InvariantCulture, $"{operation}_{_next++}");

    private string Constant(OnnxElement element, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto { Name = NextName("constant"), DataType = (int)element, RawData = ByteString.CopyFrom(bytes) };
        foreach (int dimension in shape)
        {
            tensor.Dims.Add(dimension);
        }

        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static ValueInfoProto Describe(string name, OnnxElement element, ReadOnlySpan<object> dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (object dimension in dimensions)
        {
            shape.Dim.Add(dimension is string free
                ? new TensorShapeProto.Types.Dimension { DimParam = free }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dimension, CultureInfo.InvariantCulture) });
        }

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)element, Shape = shape } },
        };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case float number:
                (attribute.Type, attribute.F) = (AttributeProto.Types.AttributeType.Float, number);
                break;
            case int or long:
                (attribute.Type, attribute.I) = (AttributeProto.Types.AttributeType.Int, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case string text:
                (attribute.Type, attribute.S) = (AttributeProto.Types.AttributeType.String, ByteString.CopyFromUtf8(text));
                break;
            case float[] numbers:
                attribute.Type = AttributeProto.Types.AttributeType.Floats;
                attribute.Floats.AddRange(numbers);
                break;
            case long[] integers:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.AddRange(integers);
                break;
            case string[] texts:
                attribute.Type = AttributeProto.Types.AttributeType.Strings;
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                break;
            default:
                throw new ArgumentException($"the attribute \"{name}\" is a {value.GetType().Name}; ONNX has none such here", nameof(value));
        }

        return attribute;
    }
}
