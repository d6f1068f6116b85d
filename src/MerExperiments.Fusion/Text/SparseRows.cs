namespace MerExperiments.Fusion.Text;

/// <summary>A sparse matrix by rows: of row r the columns and values at <c>Starts[r]..Starts[r + 1]</c>, columns ascending.</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Starts">Where each row begins; one more than there are rows.</param>
/// <param name="Columns">The columns of the values.</param>
/// <param name="Values">The values.</param>
internal sealed record SparseRows(int Width, int[] Starts, int[] Columns, float[] Values)
{
    /// <summary>The number of rows.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>One row's columns.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => Columns.AsSpan(Starts[row]..Starts[row + 1]);

    /// <summary>One row's values.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => Values.AsSpan(Starts[row]..Starts[row + 1]);

    /// <summary>A dense row-major matrix as a sparse one.</summary>
    public static SparseRows Of(ReadOnlySpan<float> dense, int rows)
    {
        int width = dense.Length / Math.Max(1, rows);
        var columns = new List<int>();
        var values = new List<float>();
        int[] starts = new int[rows + 1];
        for (int i = 0; i < dense.Length; i++)
        {
            if (dense[i] != 0)
            {
                columns.Add(i % width);
                values.Add(dense[i]);
            }

            starts[(i / width) + 1] = values.Count;
        }

        return new SparseRows(width, starts, [.. columns], [.. values]);
    }

    /// <summary>Matrices of the same rows beside each other.</summary>
    public static SparseRows Beside(IReadOnlyList<SparseRows> parts)
    {
        int rows = parts[0].Count;
        var starts = new int[rows + 1];
        int[] columns = new int[parts.Sum(part => part.Values.Length)];
        float[] values = new float[columns.Length];
        for (int row = 0, at = 0; row < rows; row++)
        {
            int offset = 0;
            foreach (SparseRows part in parts)
            {
                part.ValuesOf(row).CopyTo(values.AsSpan(at));
                foreach (int column in part.ColumnsOf(row))
                {
                    columns[at++] = offset + column;
                }

                offset += part.Width;
            }

            starts[row + 1] = at;
        }

        return new SparseRows(parts.Sum(part => part.Width), starts, columns, values);
    }

    /// <summary>The given rows, in the given order.</summary>
    public SparseRows Select(IReadOnlyList<int> rows)
    {
        int[] starts = new int[rows.Count + 1];
        for (int i = 0; i < rows.Count; i++)
        {
            starts[i + 1] = starts[i] + Starts[rows[i] + 1] - Starts[rows[i]];
        }

        int[] columns = new int[starts[^1]];
        float[] values = new float[starts[^1]];
        for (int i = 0; i < rows.Count; i++)
        {
            ColumnsOf(rows[i]).CopyTo(columns.AsSpan(starts[i]));
            ValuesOf(rows[i]).CopyTo(values.AsSpan(starts[i]));
        }

        return new SparseRows(Width, starts, columns, values);
    }

    /// <summary>The product with a dense row-major [<see cref="Width"/>, outputs] matrix: [<see cref="Count"/>, outputs].</summary>
    public float[] Times(ReadOnlySpan<float> matrix, int outputs)
    {
        float[] product = new float[Count * outputs];
        for (int row = 0; row < Count; row++)
        {
            Span<float> target = product.AsSpan(row * outputs, outputs);
            ReadOnlySpan<int> columns = ColumnsOf(row);
            ReadOnlySpan<float> values = ValuesOf(row);
            for (int i = 0; i < columns.Length; i++)
            {
                AddScaled(matrix.Slice(columns[i] * outputs, outputs), values[i], target);
            }
        }

        return product;
    }

    /// <summary>The product of the transpose with a dense row-major [<see cref="Count"/>, outputs] matrix: [<see cref="Width"/>, outputs].</summary>
    public float[] TransposedTimes(ReadOnlySpan<float> matrix, int outputs)
    {
        float[] product = new float[Width * outputs];
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<float> source = matrix.Slice(row * outputs, outputs);
            ReadOnlySpan<int> columns = ColumnsOf(row);
            ReadOnlySpan<float> values = ValuesOf(row);
            for (int i = 0; i < columns.Length; i++)
            {
                AddScaled(source, values[i], product.AsSpan(columns[i] * outputs, outputs));
            }
        }

        return product;
    }

    private static void AddScaled(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        int i = 0;
        for (var factors = new System.Numerics.Vector<float>(factor); i <= target.Length - System.Numerics.Vector<float>.Count; i += System.Numerics.Vector<float>.Count)
        {
            Span<float> part = target[i..];
            (new System.Numerics.Vector<float>(part) + (factors * new System.Numerics.Vector<float>(source[i..]))).CopyTo(part);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
