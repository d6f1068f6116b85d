using MerExperiments.Onnx.Format;

namespace MerExperiments.Onnx;

/// <summary>Finds a model's inputs, outputs and the locations of its external weights. Field numbers are the ONNX format's.</summary>
internal sealed class OnnxSignatureReader(Stream stream)
{
    /// <summary>Bodies of loops and branches are graphs in graphs; no model nests them so deep, and each takes stack to read.</summary>
    private const int DeepestGraph = 64;

    private readonly ProtobufStream _file = new(stream);
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly HashSet<string> _initialisers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _locations = new(StringComparer.Ordinal);
    private bool _hasGraph;
    private int _depth;

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="InvalidDataException">It is no ONNX model, or graphs lie more than 64 deep in graphs.</exception>
    public OnnxSignature Read()
    {
        Message(_file.Length, (7, end => Graph(end, isMain: true)));
        return _hasGraph
            ? new OnnxSignature([.. _inputs.Where(input => !_initialisers.Contains(input.Name))], _outputs, [.. _locations])
            : throw new InvalidDataException("it holds no graph");
    }

    private void Graph(long end, bool isMain)
    {
        if (++_depth > DeepestGraph)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it nests graphs more than {DeepestGraph} deep"));
        }

        _hasGraph = true;
        Action<long> input = isMain ? _ => _inputs.Add(Value()) : SkipTo, output = isMain ? _ => _outputs.Add(Value()) : SkipTo;
        Message(end, (1, Node), (5, inner => Tensor(inner, isMain)), (11, input), (12, output));
        _depth--;
    }

    private void Node(long end) => Message(end, (5, Attribute));

    private void Attribute(long end)
    {
        Action<long> tensor = inner => Tensor(inner, isInitialiser: false), graph = inner => Graph(inner, isMain: false);
        Message(end, (5, tensor), (6, graph), (10, tensor), (11, graph));
    }

    private void Tensor(long end, bool isInitialiser)
    {
        Action<long> name = isInitialiser ? _ => _initialisers.Add(_file.ReadText()) : SkipTo;
        Message(end, (8, name), (13, Entry));
    }

    private void Entry(long end)
    {
        (string key, string value) = ("", "");
        Message(end, (1, _ => key = _file.ReadText()), (2, _ => value = _file.ReadText()));
        if (key == "location")
        {
            _locations.Add(value);
        }
    }

    private OnnxValue Value()
    {
        ValueInfoProto value = ValueInfoProto.Parser.ParseFrom(_file.ReadBytes());
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        long[]? shape = tensor?.Shape is { } axes
            ? [.. axes.Dim.Select(axis => axis.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? axis.DimValue : -1)]
            : null;
        return new OnnxValue(value.Name, (OnnxElement)(tensor?.ElemType ?? 0), shape);
    }

    private void SkipTo(long end) => _file.Skip();

    /// <summary>Goes through a message: fields of bytes with a reader are read by it, all others are stepped over.</summary>
    private void Message(long end, params ReadOnlySpan<(int Field, Action<long> Read)> readers)
    {
        while (_file.Next(end))
        {
            Action<long>? read = null;
            foreach ((int field, Action<long> reader) in readers)
            {
                read = field == _file.Field && _file.End >= 0 ? reader : read;
            }

            (read ?? SkipTo)(_file.End);
        }
    }
}
