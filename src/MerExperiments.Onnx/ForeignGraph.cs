using MerExperiments.Onnx.Format;

namespace MerExperiments.Onnx;

/// <summary>The part of another program's graph that some outputs need, brought to a newer operator set.</summary>
/// <remarks>Between the versions 11 and 18 most operators of tabular models stayed as they were. What changed for them: reductions, Squeeze, Unsqueeze and Split take
/// as an input what was an attribute. Whoever appends such a graph compares its results with the other program's: an operator that changed in another way would show there.</remarks>
internal static class ForeignGraph
{
    private const int OldestOperatorSet = 11;

    /// <summary>A copy of the part.</summary>
    /// <exception cref="NotSupportedException">The operator set is out of range, an output is not there or needs another input, or the graph branches or loops.</exception>
    public static GraphProto PartOf(ModelProto model, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, int operatorSet)
    {
        long version = model.OpsetImport.Where(set => set.Domain.Length == 0).Select(set => set.Version).FirstOrDefault();
        if (version < OldestOperatorSet || version > operatorSet)
        {
            throw new NotSupportedException($"the graph's operator set is {version}; it must be {OldestOperatorSet} to {operatorSet}");
        }

        GraphProto graph = model.Graph.Clone();
        HashSet<string> needed = Needed(graph, outputs);
        Refuse(graph, inputs, outputs, needed);
        Keep(graph.Node, node => node.Output.Any(needed.Contains));
        foreach (NodeProto node in graph.Node)
        {
            Upgrade(graph, node, version, operatorSet);
        }

        needed.UnionWith(graph.Node.SelectMany(node => node.Input));
        Keep(graph.Initializer, tensor => needed.Contains(tensor.Name));
        return graph;
    }

    private static void Refuse(GraphProto graph, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, HashSet<string> needed)
    {
        // Older programs list weights among the inputs, too.
        string[] others = [.. graph.Input.Select(i => i.Name).Where(name => !inputs.Contains(name) && needed.Contains(name) && !graph.Initializer.Any(tensor => tensor.Name == name))];
        if (others.Length > 0)
        {
            throw new NotSupportedException($"the graph's {string.Join(", ", outputs)} needs {string.Join(", ", others)} besides {string.Join(", ", inputs)}");
        }

        if (outputs.FirstOrDefault(output => !graph.Node.Any(node => node.Output.Contains(output))) is { } absent)
        {
            throw new NotSupportedException($"the graph has no {absent}");
        }

        if (graph.Node.FirstOrDefault(node => node.Output.Any(needed.Contains) && node.Attribute.Any(attribute => attribute.G is not null)) is { } branching)
        {
            throw new NotSupportedException($"the graph has the operator {branching.OpType}, whose inner graph is not copied");
        }
    }

    /// <summary>The names of all values from which the outputs follow. Nodes stand in the order of their computing, so one pass from the end finds them.</summary>
    private static HashSet<string> Needed(GraphProto graph, IReadOnlyList<string> outputs)
    {
        var needed = new HashSet<string>(outputs, StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node.Reverse().Where(node => node.Output.Any(needed.Contains)))
        {
            needed.UnionWith(node.Input);
        }

        return needed;
    }

    private static void Upgrade(GraphProto graph, NodeProto node, long version, int operatorSet)
    {
        if (node is { Domain: "com.microsoft", OpType: "ExpandDims" })
        {
            // Only ONNX Runtime knows this operator; Unsqueeze is the same for a constant place, which it wants as a vector of 64-bit integers.
            TensorProto place = graph.Initializer.Single(tensor => tensor.Name == node.Input[1]);
            (node.Domain, node.OpType) = ("", "Unsqueeze");
            node.Input[1] = AddIntegers(graph, node, [place.Int32Data.Count > 0 ? place.Int32Data[0] : BitConverter.ToInt32(place.RawData.Span)]);
        }
        else if (node.Domain.Length == 0 && AttributeThatBecameInput(node.OpType, version, operatorSet) is { } name
            && node.Attribute.FirstOrDefault(attribute => attribute.Name == name) is { } moved)
        {
            node.Attribute.Remove(moved);
            node.Input.Add(AddIntegers(graph, node, moved.Ints));
        }
    }

    private static string? AttributeThatBecameInput(string operation, long version, int operatorSet) => operation switch
    {
        "Squeeze" or "Unsqueeze" or "ReduceSum" when version < 13 && operatorSet >= 13 => "axes",
        "Split" when version < 13 && operatorSet >= 13 => "split",
        not "ReduceSum" when operation.StartsWith("Reduce", StringComparison.Ordinal) && version < 18 && operatorSet >= 18 => "axes",
        _ => null,
    };

    private static string AddIntegers(GraphProto graph, NodeProto node, IReadOnlyCollection<long> values)
    {
        var tensor = new TensorProto { Name = $"{node.Name}/axes", DataType = (int)OnnxElement.Int64, Dims = { values.Count }, Int64Data = { values } };
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> all, Func<T, bool> wanted)
    {
        T[] kept = [.. all.Where(wanted)];
        all.Clear();
        all.Add(kept);
    }
}
