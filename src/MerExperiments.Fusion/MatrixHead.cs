using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion;

/// <summary>A head that sees one matrix: the standardised features of all encoders beside each other. The shortest way to a head of one's own.</summary>
/// <remarks>Missing features, standardisation and the two ends of the graph are taken care of. What is left: learn numbers from the matrix, and write with them how class
/// probabilities follow from a row. Fitting and predicting see the same values, because the graph standardises as the training rows were standardised.</remarks>
public abstract class MatrixHead : Head
{
    /// <inheritdoc/>
    protected sealed override OnnxGraph FitChecked(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        ColumnScaling[] scalings = [.. rows.Columns.Select(column => ColumnScaling.Fit(column, rows.Count))];
        var graph = new OnnxGraph(Name);
        string joined = WriteJoined(graph, rows, scalings);
        string probabilities = Fit(new TrainingMatrix(Join(rows, scalings), rows, labels.Count), parameters, seed, graph, joined, cancellation);
        return ScoreGraph.Finish(graph, probabilities, labels.Count);
    }

    /// <summary>Learns from the rows, and writes what was learned.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="parameters">A value for each parameter of <see cref="Head.Space"/> that exists.</param>
    /// <param name="seed">The seed of every random draw.</param>
    /// <param name="graph">The graph to go on with.</param>
    /// <param name="features">The value in it that holds the rows to predict, standardised: [batch, <see cref="TrainingMatrix.Width"/>].</param>
    /// <param name="cancellation">Stops the fit between two steps.</param>
    /// <returns>The value in the graph that holds the class probabilities: [batch, <see cref="TrainingMatrix.Classes"/>], each row with the sum 1.</returns>
    protected abstract string Fit(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, string features, CancellationToken cancellation);

    /// <summary>The row-major [rows, sum of (dimension + 1)] matrix: each column's standardised values followed by its mask.</summary>
    private static float[] Join(TrainingRows rows, ColumnScaling[] scalings)
    {
        int width = scalings.Sum(scaling => scaling.Dimension + 1);
        float[] joined = new float[rows.Count * width];
        int start = 0;
        for (int c = 0; c < scalings.Length; c++)
        {
            int dimension = scalings[c].Dimension;
            float[] values = scalings[c].Standardise(rows.Columns[c], rows.Count);
            float[] presence = scalings[c].Presence(rows.Columns[c], rows.Count);
            for (int row = 0; row < rows.Count; row++)
            {
                values.AsSpan(row * dimension, dimension).CopyTo(joined.AsSpan(row * width + start));
                joined[row * width + start + dimension] = presence[row];
            }

            start += dimension + 1;
        }

        return joined;
    }

    /// <summary>Declares one input per column and writes the same joining.</summary>
    private static string WriteJoined(OnnxGraph graph, TrainingRows rows, ColumnScaling[] scalings)
    {
        var parts = new List<string>();
        for (int c = 0; c < scalings.Length; c++)
        {
            (string values, string presence) = scalings[c].Write(graph, ScoreGraph.Input(graph, rows.Columns[c]));
            parts.AddRange([values, presence]);
        }

        return graph.Node("Concat", [.. parts], ("axis", 1));
    }
}

/// <summary>Training rows as one matrix: for each encoder its values, with mean 0 and deviation 1 over the rows that have them, then 1 where the row has them, else 0.</summary>
/// <remarks>Immutable. A missing value is 0, the mean.</remarks>
public sealed class TrainingMatrix
{
    private readonly float[] _values;

    internal TrainingMatrix(float[] values, TrainingRows source, int classes) => (_values, Source, Classes) = (values, source, classes);

    /// <summary>The rows' labels, weights and speakers, and their features as the encoders gave them.</summary>
    public TrainingRows Source { get; }

    /// <summary>The number of classes; one that no row has counts too.</summary>
    public int Classes { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Source.Count;

    /// <summary>Values per row.</summary>
    public int Width => _values.Length / Count;

    /// <summary>All values, row-major [<see cref="Count"/>, <see cref="Width"/>].</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>One row's values.</summary>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Width, Width);

    /// <summary>The weighted mean of a class's rows; zeros, the mean of all, where no row of it has a weight.</summary>
    /// <param name="label">The class, by its position in the label set.</param>
    public float[] MeanOf(int label)
    {
        double[] sums = new double[Width];
        double weight = 0;
        for (int row = 0; row < Count; row++)
        {
            if (Source.Labels[row] == label)
            {
                weight += Source.Weights[row];
                Add(sums, row);
            }
        }

        return System.Array.ConvertAll(sums, sum => weight > 0 ? (float)(sum / weight) : 0);
    }

    /// <summary>The given rows under other labels; without the encoders' own features.</summary>
    internal TrainingMatrix Select(IReadOnlyList<int> rows, Func<int, int> relabel, int classes)
    {
        float[] values = new float[rows.Count * Width];
        for (int i = 0; i < rows.Count; i++)
        {
            this[rows[i]].CopyTo(values.AsSpan(i * Width));
        }

        TrainingRows source = (Source with { Columns = [] }).Select(rows);
        return new TrainingMatrix(values, source with { Labels = [.. source.Labels.Select(relabel)] }, classes);
    }

    /// <summary>The values for ML.NET, which takes arrays.</summary>
    internal float[] Array => _values;

    private void Add(double[] sums, int row)
    {
        ReadOnlySpan<float> values = this[row];
        for (int d = 0; d < sums.Length; d++)
        {
            sums[d] += Source.Weights[row] * values[d];
        }
    }
}
