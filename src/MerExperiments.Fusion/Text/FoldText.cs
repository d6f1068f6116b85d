using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MerExperiments.Fusion.Text;

/// <summary>The texts of a fold's training part that a human labelled, and what is fitted to them: terms, their weights, coordinates. Each is fitted once, for all trials.</summary>
/// <remarks>Thread-safe. Nothing but the given rows is fitted to, so it must be given no row that is validated on, mined or tested.</remarks>
public sealed class FoldText
{
    private readonly Lazy<TextVectors> _sparse;
    private readonly Lazy<TextProjection> _components;

    /// <summary>Takes the rows to fit to; nothing is fitted yet.</summary>
    /// <param name="rows">The rows of <see cref="TextRows"/>, one after another.</param>
    /// <param name="options">What is fitted.</param>
    /// <param name="seed">Where the decomposition starts.</param>
    public FoldText(ReadOnlyMemory<float> rows, TextFeatureOptions options, NamedSeed seed)
    {
        _sparse = new Lazy<TextVectors>(() => new TextVectors(TextVectorizer.Fit(rows.Span, options, options.MostTerms)));
        _components = new Lazy<TextProjection>(() =>
        {
            var vectors = new TextVectors(TextVectorizer.Fit(rows.Span, options, options.ComponentTerms));
            return new TextProjection(vectors, TruncatedSvd.Fit(vectors.Of(rows), options.Components, seed.ToRandom()));
        });
    }

    /// <summary>The number of terms that <c>text-linear</c> reads; fitted on the first call.</summary>
    public int Terms => Sparse.Vectorizer.Count;

    /// <summary>The terms and their weights.</summary>
    internal TextVectors Sparse => _sparse.Value;

    /// <summary>The coordinates that heads see which take no sparse rows.</summary>
    internal TextProjection Components => _components.Value;
}

/// <summary>A fitted vectoriser that keeps the vectors of the last few sets of rows: every trial asks for the same ones.</summary>
/// <remarks>Thread-safe. At most 4 sets of at most 40,000 rows are kept.</remarks>
/// <param name="vectorizer">The vectoriser.</param>
internal sealed class TextVectors(TextVectorizer vectorizer)
{
    private const int MostKept = 4;
    private const int MostRowsKept = 40_000;
    private readonly Lock _lock = new();
    private readonly List<(byte[] Content, SparseRows Vectors)> _kept = [];

    /// <summary>The vectoriser.</summary>
    public TextVectorizer Vectorizer => vectorizer;

    /// <summary>The vectors of rows.</summary>
    public SparseRows Of(ReadOnlyMemory<float> rows)
    {
        if (rows.Length / vectorizer.RowLength > MostRowsKept)
        {
            return vectorizer.Transform(rows.Span);
        }

        byte[] content = SHA256.HashData(MemoryMarshal.AsBytes(rows.Span));
        lock (_lock)
        {
            if (_kept.Find(kept => kept.Content.AsSpan().SequenceEqual(content)) is { Vectors: { } known })
            {
                return known;
            }
        }

        SparseRows vectors = vectorizer.Transform(rows.Span);
        lock (_lock)
        {
            _kept.RemoveRange(0, Math.Max(0, _kept.Count - MostKept + 1));
            _kept.Add((content, vectors));
        }

        return vectors;
    }
}
