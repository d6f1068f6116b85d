using System.Runtime.InteropServices;
using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Text;

/// <summary>Term frequencies, inverse document frequencies: fitted to the rows of training texts (<see cref="TextRows"/>), it makes any text a sparse vector.</summary>
/// <remarks>The value of a term is (1 + ln count) (1 + ln((1 + texts) / (1 + texts with the term))); characters and words are scaled to length 1 each (Salton and Buckley 1988).
/// ML.NET's ProduceNgrams and FeaturizeText do not serve: they have neither 1 + ln count nor the smoothed frequency nor a minimum number of texts, and no graph of theirs counts
/// n-grams of characters rightly. Immutable and thread-safe.</remarks>
internal sealed class TextVectorizer
{
    private readonly IReadOnlyList<TermBlock> _blocks;

    private TextVectorizer(IReadOnlyList<TermBlock> blocks, TextFeatureOptions options) => (_blocks, RowLength, Shape) = (blocks, options.RowLength, options.Shape);

    /// <summary>Values per row that it reads.</summary>
    public int RowLength { get; }

    /// <summary>How the rows that it reads are made.</summary>
    public TextRowShape Shape { get; }

    /// <summary>The number of terms; at least one.</summary>
    public int Count => _blocks.Sum(block => block.Count);

    /// <summary>Fits terms and their weights; rows of NaN are no texts.</summary>
    /// <param name="rows">The rows of the training texts, one after another.</param>
    /// <param name="options">What is a term.</param>
    /// <param name="mostTerms">The most terms.</param>
    public static TextVectorizer Fit(ReadOnlySpan<float> rows, TextFeatureOptions options, int mostTerms)
    {
        GramPart[] parts = [.. GramPart.Of(options)];
        Dictionary<UInt128, (int Texts, int Last)>[] seen = [.. parts.Select(_ => new Dictionary<UInt128, (int, int)>(GramComparer.Instance))];
        int texts = 0;
        for (int start = 0; start < rows.Length; start += options.RowLength)
        {
            ReadOnlySpan<float> row = rows.Slice(start, options.RowLength);
            if (float.IsNaN(row[0]))
            {
                continue;
            }

            texts++;
            for (int p = 0; p < parts.Length; p++)
            {
                Tally(row, parts[p], seen[p], texts);
            }
        }

        int least = LeastTexts(seen, options.LeastTexts, mostTerms);
        TermBlock[] blocks = [.. parts.Select((part, p) => Block(part, seen[p], least, texts)).Where(block => block.Count > 0)];
        return new TextVectorizer(blocks.Length > 0 ? blocks : [Nothing(parts[0])], options);
    }

    /// <summary>The sparse vectors of rows, one per row; a row of NaN has no values.</summary>
    public SparseRows Transform(ReadOnlySpan<float> rows)
    {
        int count = rows.Length / RowLength;
        int[] starts = new int[count + 1];
        List<int> columns = [], found = [];
        List<float> values = [];
        for (int row = 0; row < count; row++)
        {
            int offset = 0;
            foreach (TermBlock block in _blocks)
            {
                block.Transform(rows.Slice(row * RowLength, RowLength), found, offset, columns, values);
                offset += block.Count;
            }

            starts[row + 1] = values.Count;
        }

        return new SparseRows(Count, starts, [.. columns], [.. values]);
    }

    /// <summary>Writes vectors times a matrix into a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">The float rows [batch, row length] in it.</param>
    /// <param name="matrix">Row-major [<see cref="Count"/>, outputs].</param>
    /// <returns>The product [batch, outputs]; NaN throughout in a row of NaN.</returns>
    public string Write(OnnxGraph graph, string rows, ReadOnlySpan<float> matrix)
    {
        int outputs = matrix.Length / Count;
        string missing = graph.Node("IsNaN", [graph.Slice(rows, 1, 0, 1)]);
        string members = graph.ToInt64(graph.Node("Where", [missing, graph.Scalar(-1), rows]));
        var products = new List<string>();
        int offset = 0;
        foreach (TermBlock block in _blocks)
        {
            products.Add(block.Write(graph, members, matrix.Slice(offset * outputs, block.Count * outputs)));
            offset += block.Count;
        }

        string sum = products.Count == 1 ? products[0] : graph.Node("Sum", [.. products]);
        return graph.Node("Where", [missing, graph.Scalar(float.NaN), sum]);
    }

    private static void Tally(ReadOnlySpan<float> row, GramPart part, Dictionary<UInt128, (int Texts, int Last)> seen, int text) =>
        TermBlock.Visit(row, part, gram =>
        {
            ref (int Texts, int Last) entry = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, gram, out _);
            if (entry.Last != text)
            {
                entry = (entry.Texts + 1, text);
            }
        });

    /// <summary>The fewest texts that leave at most the given number of terms: terms of equally many texts stay or go together, so that no order decides.</summary>
    private static int LeastTexts(IEnumerable<Dictionary<UInt128, (int Texts, int Last)>> seen, int least, int mostTerms)
    {
        int[] texts = [.. seen.SelectMany(block => block.Values).Select(entry => entry.Texts).Where(count => count >= least).OrderDescending()];
        return texts.Length <= mostTerms ? least : texts[mostTerms] + 1;
    }

    private static TermBlock Block(GramPart part, Dictionary<UInt128, (int Texts, int Last)> seen, int least, int texts)
    {
        UInt128[] terms = [.. seen.Where(pair => pair.Value.Texts >= least).Select(pair => pair.Key).Order()];
        return new TermBlock(part, terms, Array.ConvertAll(terms, term => (float)(1 + Math.Log((1.0 + texts) / (1 + seen[term].Texts)))));
    }

    /// <summary>What stands for terms where no training text has any: one n-gram that occurs nowhere.</summary>
    private static TermBlock Nothing(GramPart part)
    {
        UInt128 gram = 0;
        for (int n = 0; n < part.Shortest; n++)
        {
            gram = (gram << 25) | ((1 << 25) - 1);
        }

        return new TermBlock(part, [gram], [1]);
    }
}
