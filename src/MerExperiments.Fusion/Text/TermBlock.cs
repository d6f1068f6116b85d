using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Text;

/// <summary>The n-grams of one kind, of characters or of words, that are terms, with their inverse document frequencies.</summary>
/// <remarks>An n-gram is a number of 128 bits: 25 for each of its members, plus 1, so that n-grams of different lengths differ. Terms are ordered by length, then by that number.</remarks>
/// <param name="part">Where the members stand in a row.</param>
/// <param name="terms">The terms, ordered.</param>
/// <param name="weights">The inverse document frequency of each.</param>
internal sealed class TermBlock(GramPart part, UInt128[] terms, float[] weights)
{
    private const int Bits = 25;
    private const int MostMembers = 5;
    private readonly Dictionary<UInt128, int> _places = PlacesOf(terms);

    /// <summary>The number of terms.</summary>
    public int Count => terms.Length;

    /// <summary>Visits each n-gram of a row, as often as it stands there.</summary>
    public static void Visit(ReadOnlySpan<float> row, GramPart part, Action<UInt128> visit)
    {
        ReadOnlySpan<float> members = row.Slice(part.Start, part.Length);
        for (int start = 0; start < members.Length; start++)
        {
            UInt128 gram = 0;
            for (int n = 1; n <= part.Longest && start + n <= members.Length && members[start + n - 1] >= 0; n++)
            {
                gram = (gram << Bits) | ((uint)members[start + n - 1] + 1);
                if (n >= part.Shortest)
                {
                    visit(gram);
                }
            }
        }
    }

    /// <summary>Adds one row's terms to a sparse matrix: 1 + ln(count), times the inverse document frequency, scaled to length 1.</summary>
    /// <param name="row">The row.</param>
    /// <param name="found">A list to work with.</param>
    /// <param name="offset">The column of the first term.</param>
    /// <param name="columns">Where columns are added.</param>
    /// <param name="values">Where values are added.</param>
    public void Transform(ReadOnlySpan<float> row, List<int> found, int offset, List<int> columns, List<float> values)
    {
        found.Clear();
        Visit(row, part, gram =>
        {
            if (_places.TryGetValue(gram, out int place))
            {
                found.Add(place);
            }
        });
        found.Sort();
        int first = values.Count;
        double squares = 0;
        for (int i = 0, end; i < found.Count; i = end)
        {
            for (end = i + 1; end < found.Count && found[end] == found[i];)
            {
                end++;
            }

            double value = (1 + Math.Log(end - i)) * weights[found[i]];
            squares += value * value;
            columns.Add(offset + found[i]);
            values.Add((float)value);
        }

        for (int i = first; i < values.Count; i++)
        {
            values[i] = (float)(values[i] / Math.Sqrt(squares));
        }
    }

    /// <summary>Writes the same arithmetic, followed by the product with a matrix, into a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">The int64 rows [batch, row length] in it.</param>
    /// <param name="matrix">Row-major [<see cref="Count"/>, outputs].</param>
    /// <returns>The product [batch, outputs].</returns>
    /// <remarks>The length is divided out after the product, over a few outputs instead of all terms.</remarks>
    public string Write(OnnxGraph graph, string rows, ReadOnlySpan<float> matrix)
    {
        int outputs = matrix.Length / Count;
        float[] weighted = new float[matrix.Length];
        for (int i = 0; i < weighted.Length; i++)
        {
            weighted[i] = matrix[i] * weights[i / outputs];
        }

        string counts = graph.Node(
            "TfIdfVectorizer",
            [graph.Slice(rows, 1, part.Start, part.Start + part.Length)],
            ("mode", "TF"), ("max_skip_count", 0), ("min_gram_length", (long)part.Shortest), ("max_gram_length", (long)part.Longest),
            ("ngram_counts", Starts()), ("ngram_indexes", LongRange(Count)), ("pool_int64s", Pool()));
        string frequencies = graph.Add(graph.Log(counts, 1), graph.Node("Min", [counts, graph.Scalar(1)]));
        string squares = graph.MatMul(graph.Square(frequencies), graph.Constant(Array.ConvertAll(weights, weight => weight * weight), Count, 1));
        string length = graph.SquareRoot(graph.AtLeast(squares, 1e-12f));
        return graph.Divide(graph.MatMul(frequencies, graph.Constant(weighted, Count, outputs)), length);
    }

    /// <summary>The members of an n-gram, in their order.</summary>
    internal static long[] MembersOf(UInt128 gram)
    {
        var members = new Stack<long>(MostMembers);
        for (UInt128 rest = gram; rest != 0; rest >>= Bits)
        {
            members.Push((long)(rest & ((1 << Bits) - 1)) - 1);
        }

        return [.. members];
    }

    /// <summary>How many members an n-gram has.</summary>
    internal static int LengthOf(UInt128 gram) => ((int)UInt128.Log2(gram) / Bits) + 1;

    private static Dictionary<UInt128, int> PlacesOf(UInt128[] terms)
    {
        var places = new Dictionary<UInt128, int>(terms.Length, GramComparer.Instance);
        for (int place = 0; place < terms.Length; place++)
        {
            places.Add(terms[place], place);
        }

        return places;
    }

    private static long[] LongRange(int count) => [.. Enumerable.Range(0, count).Select(i => (long)i)];

    /// <summary>Where in the pool the n-grams of each length begin, from length 1 on.</summary>
    private long[] Starts()
    {
        long[] starts = new long[part.Longest];
        for (int length = 1; length < part.Longest; length++)
        {
            starts[length] = starts[length - 1] + ((long)length * terms.Count(term => LengthOf(term) == length));
        }

        return starts;
    }

    private long[] Pool() => [.. terms.SelectMany(MembersOf)];
}

/// <summary>Where n-grams of one kind stand in a row, and how long they are.</summary>
/// <param name="Start">The place of the first member.</param>
/// <param name="Length">The most members.</param>
/// <param name="Shortest">The fewest members of an n-gram.</param>
/// <param name="Longest">The most members of an n-gram.</param>
internal readonly record struct GramPart(int Start, int Length, int Shortest, int Longest)
{
    /// <summary>The kinds that options ask for: characters, then words.</summary>
    public static IEnumerable<GramPart> Of(TextFeatureOptions options)
    {
        if (options.Characters > 0)
        {
            yield return new GramPart(0, options.LongestText, Math.Min(options.ShortestCharacters, options.Characters), options.Characters);
        }

        if (options.Words > 0)
        {
            yield return new GramPart(options.LongestText, options.LongestText, 1, options.Words);
        }
    }
}

/// <summary>Hashes n-grams quickly; the default mixes each half by itself.</summary>
internal sealed class GramComparer : IEqualityComparer<UInt128>
{
    public static GramComparer Instance { get; } = new();

    public bool Equals(UInt128 x, UInt128 y) => x == y;

    public int GetHashCode(UInt128 gram)
    {
        ulong mixed = ((ulong)gram ^ ((ulong)(gram >> 64) * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;
        return (int)(mixed >> 32);
    }
}
