using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>The mean and the standard deviation of each value of a feature over some rows: what normalisation subtracts and divides by.</summary>
/// <remarks>Immutable by convention. Sums are taken in double precision in the order of the rows, so the same rows give the same bytes.</remarks>
public sealed class FeatureScale
{
    private readonly float[] _mean;
    private readonly float[] _deviation;

    private FeatureScale(float[] mean, float[] deviation) => (_mean, _deviation) = (mean, deviation);

    /// <summary>Values per feature.</summary>
    public int Dimension => _mean.Length;

    /// <summary>The mean of each value.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>The standard deviation of each value, 0 or more.</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>The scale of all rows of a table that are present; 0 throughout where none is.</summary>
    public static FeatureScale Of(FeatureTable table) =>
        Of(table, [.. Enumerable.Range(0, table.Count).Where(row => table.States[row] == FeatureState.Present)]);

    /// <summary>The scale of some rows of a table, all of them present.</summary>
    public static FeatureScale Of(FeatureTable table, IReadOnlyList<int> rows)
    {
        double[] sums = new double[table.Dimension], squares = new double[table.Dimension];
        foreach (int row in rows)
        {
            Accumulate(table[row], sums, null);
        }

        double[] mean = [.. sums.Select(sum => sum / Math.Max(1, rows.Count))];
        foreach (int row in rows)
        {
            Accumulate(table[row], squares, mean);
        }

        return new FeatureScale(
            [.. mean.Select(m => (float)m)], [.. squares.Select(square => (float)Math.Sqrt(square / Math.Max(1, rows.Count)))]);
    }

    /// <summary>Writes the scale as a float32 array [2, dimension], means first, with its checksum beside it; whole or absent.</summary>
    public void Write(string path) => CheckedFile.Write(path, stream => Npy.Write<float>(stream, [.. _mean, .. _deviation], 2, Dimension));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidInputException">The file is missing or damaged.</exception>
    public static FeatureScale Read(string path)
    {
        const string Remedy = "restore it from a copy";
        if (!File.Exists(path))
        {
            throw new InvalidInputException(path, $"is missing; it holds the mean and the deviation that features are normalised by: {Remedy}");
        }

        CheckedFile.Require(path, Remedy);
        (NpyArray array, float[] values) = Npy.ReadSingles(path);
        return array.Shape is [2, var dimension]
            ? new FeatureScale(values[..(int)dimension], values[(int)dimension..])
            : throw new InvalidInputException(path, $"has the shape [{string.Join(", ", array.Shape)}]; it must be [2, dimension]: {Remedy}");
    }

    private static void Accumulate(ReadOnlySpan<float> row, double[] sums, double[]? mean)
    {
        for (int i = 0; i < row.Length; i++)
        {
            sums[i] += mean is null ? row[i] : (row[i] - mean[i]) * (row[i] - mean[i]);
        }
    }
}
