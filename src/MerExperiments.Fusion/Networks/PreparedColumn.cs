using MerExperiments.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>What happens to an encoder's features before a network sees them: standardised, projected where wide, the mask beside them.</summary>
internal sealed class PreparedColumn
{
    private readonly ColumnScaling _scaling;
    private readonly PrincipalComponents? _components;

    private PreparedColumn(ColumnScaling scaling, PrincipalComponents? components) => (_scaling, _components) = (scaling, components);

    /// <summary>Values per row, the mask included.</summary>
    public int Width => (_components?.Count ?? _scaling.Dimension) + 1;

    /// <summary>Fits the preparation on rows; a column of at most the given number of values is not projected.</summary>
    public static PreparedColumn Fit(FeatureColumn column, int rows, int components, Random random)
    {
        ColumnScaling scaling = ColumnScaling.Fit(column, rows);
        if (column.Dimension <= components)
        {
            return new PreparedColumn(scaling, null);
        }

        using Tensor values = TorchMemory.Copy(scaling.Standardise(column, rows), rows, column.Dimension);
        return new PreparedColumn(scaling, PrincipalComponents.Fit(values, components, random));
    }

    /// <summary>The prepared rows [rows, width].</summary>
    public Tensor Apply(FeatureColumn column, int rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = TorchMemory.Copy(_scaling.Standardise(column, rows), rows, column.Dimension);
        Tensor presence = TorchMemory.Copy(_scaling.Presence(column, rows), rows, 1);
        return cat([_components?.Project(values) ?? values, presence], 1).MoveToOuterDisposeScope();
    }

    /// <summary>Declares the input and writes the same preparation.</summary>
    public string Write(OnnxGraph graph, FeatureColumn column)
    {
        (string values, string presence) = _scaling.Write(graph, ScoreGraph.Input(graph, column));
        return graph.Node("Concat", [_components?.Write(graph, values) ?? values, presence], ("axis", 1));
    }
}
