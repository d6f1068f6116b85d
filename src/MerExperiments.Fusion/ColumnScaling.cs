using MerExperiments.Onnx;

namespace MerExperiments.Fusion;

/// <summary>The standardisation of one column, fitted on its training rows: mean and spread of each value over the rows that have it.</summary>
/// <remarks>A missing value becomes 0, the mean; a mask says whether the row had any value. Standardised values are cut at ±10, so that
/// a feature that was almost constant in training cannot dominate later. A constant feature becomes 0.</remarks>
internal sealed class ColumnScaling
{
    private const float Limit = 10;
    private readonly float[] _means;
    private readonly float[] _inverseSpreads;

    private ColumnScaling(float[] means, float[] inverseSpreads)
    {
        _means = means;
        _inverseSpreads = inverseSpreads;
    }

    public int Dimension => _means.Length;

    public static ColumnScaling Fit(FeatureColumn column, int rows)
    {
        double[] sums = new double[column.Dimension];
        int[] counts = new int[column.Dimension];
        ForEachValue(column, rows, (d, value) =>
        {
            sums[d] += value;
            counts[d]++;
        });
        double[] means = [.. sums.Select((sum, d) => sum / Math.Max(1, counts[d]))];
        double[] squares = new double[column.Dimension];
        ForEachValue(column, rows, (d, value) => squares[d] += (value - means[d]) * (value - means[d]));
        return new ColumnScaling(
            Array.ConvertAll(means, mean => (float)mean),
            [.. squares.Select((square, d) => InverseSpread(Math.Sqrt(square / Math.Max(1, counts[d])), means[d]))]);
    }

    /// <summary>The standardised values [rows, dimension], row-major.</summary>
    public float[] Standardise(FeatureColumn column, int rows)
    {
        float[] standardised = new float[rows * Dimension];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> source = column[row];
            Span<float> target = standardised.AsSpan(row * Dimension, Dimension);
            for (int d = 0; d < Dimension; d++)
            {
                float value = (source[d] - _means[d]) * _inverseSpreads[d];
                target[d] = float.IsNaN(value) ? 0 : Math.Clamp(value, -Limit, Limit);
            }
        }

        return standardised;
    }

    /// <summary>1 for each row that has any value, else 0.</summary>
    public float[] Presence(FeatureColumn column, int rows)
    {
        float[] presence = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            presence[row] = column.Has(row) ? 1 : 0;
        }

        return presence;
    }

    /// <summary>Writes the same arithmetic into a graph.</summary>
    /// <returns>The standardised values [batch, dimension] and the mask [batch, 1].</returns>
    public (string Values, string Presence) Write(OnnxGraph graph, string input)
    {
        string missing = graph.Node("IsNaN", [input]);
        string centred = graph.Node("Sub", [input, graph.Constant(_means, Dimension)]);
        string scaled = graph.Node("Mul", [centred, graph.Constant(_inverseSpreads, Dimension)]);
        string cut = graph.Node("Clip", [scaled, graph.Scalar(-Limit), graph.Scalar(Limit)]);
        string values = graph.Node("Where", [missing, graph.Scalar(0), cut]);
        string number = graph.Node("Cast", [missing], ("to", (int)OnnxElement.Single));
        string wholly = graph.Node("ReduceMin", [number, graph.Integers(1)], ("keepdims", 1));
        return (values, graph.Node("Sub", [graph.Scalar(1), wholly]));
    }

    private static float InverseSpread(double spread, double mean) =>
        spread > 1e-6 * Math.Max(1e-6, Math.Abs(mean)) ? (float)(1 / spread) : 0;

    private static void ForEachValue(FeatureColumn column, int rows, Action<int, double> visit)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> values = column[row];
            for (int d = 0; d < values.Length; d++)
            {
                if (!float.IsNaN(values[d]))
                {
                    visit(d, values[d]);
                }
            }
        }
    }
}
