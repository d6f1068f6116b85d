using MerExperiments.Fusion.Text;
using MerExperiments.Onnx;

namespace MerExperiments.Fusion.Tests.Text;

public sealed class TextVectorizerTests
{
    private static readonly TextFeatureOptions WordsAlone = new() { Words = 1, Characters = 0, LeastTexts = 1, LongestText = 16 };

    [Fact]
    public void Transform_TwoTexts_GivesTheHandWorkedNumbers()
    {
        ReadOnlyMemory<float> rows = Texts.Rows(WordsAlone, "a b b", "a c");

        SparseRows vectors = TextVectorizer.Fit(rows.Span, WordsAlone, 100).Transform(rows.Span);

        // a is in both texts: 1 + ln(3 / 3). b and c are in one: 1 + ln(3 / 2) = 1.405465; b stands twice: times 1 + ln 2 = 1.693147.
        Assert.Equal([0.387412, 0.921905], vectors.ValuesOf(0).ToArray().Order().Select(value => (double)value), Within(1e-5));
        Assert.Equal([0.579739, 0.814802], vectors.ValuesOf(1).ToArray().Order().Select(value => (double)value), Within(1e-5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_Bigrams_StandWithASpaceAtEitherEnd(bool acrossWords)
    {
        TextFeatureOptions options = new() { Words = 0, ShortestCharacters = 2, Characters = 2, LeastTexts = 1, LongestText = 16, AcrossWords = acrossWords };

        Assert.Equal(5, TextVectorizer.Fit(Texts.Rows(options, "ab c").Span, options, 100).Count); // "_a", "ab", "b_", "_c", "c_"
        Assert.Equal(3, TextVectorizer.Fit(Texts.Rows(options, "ab").Span, options, 100).Count);
    }

    [Theory]
    [InlineData(true, 3)] // "_a_", "a_b", "_b_"
    [InlineData(false, 2)]
    public void Fit_Trigrams_ReachIntoTheNextWordOnlyWhereAsked(bool acrossWords, int terms)
    {
        TextFeatureOptions options = new() { Words = 0, ShortestCharacters = 3, Characters = 3, LeastTexts = 1, LongestText = 16, AcrossWords = acrossWords };

        Assert.Equal(terms, TextVectorizer.Fit(Texts.Rows(options, "a b").Span, options, 100).Count);
    }

    [Fact]
    public void Fit_TermsOfTooFewTexts_AreLeftOut()
    {
        TextFeatureOptions options = WordsAlone with { LeastTexts = 2 };

        Assert.Equal(1, TextVectorizer.Fit(Texts.Rows(options, "a b", "a c", "a d").Span, options, 100).Count);
    }

    [Fact]
    public void Fit_MoreTermsThanAllowed_KeepsThoseOfTheMostTexts()
    {
        ReadOnlyMemory<float> rows = Texts.Rows(WordsAlone, "a b c", "a b", "a");

        TextVectorizer fitted = TextVectorizer.Fit(rows.Span, WordsAlone, 2);

        Assert.Equal(2, fitted.Count);
        Assert.Empty(fitted.Transform(Texts.Rows(WordsAlone, "c").Span).Values);
    }

    [Fact]
    public void Transform_MissingTextAndUnknownWords_HaveNoValues()
    {
        TextVectorizer fitted = TextVectorizer.Fit(Texts.Rows(WordsAlone, "a b", null).Span, WordsAlone, 100);

        Assert.Empty(fitted.Transform(Texts.Rows(WordsAlone, null, "z", "").Span).Values);
    }

    [Fact]
    public void Fit_NoTextAtAll_HasATermThatOccursNowhere()
    {
        TextVectorizer fitted = TextVectorizer.Fit(Texts.Rows(WordsAlone, null, "").Span, WordsAlone, 100);

        Assert.Equal(1, fitted.Count);
        Assert.Empty(fitted.Transform(Texts.Rows(WordsAlone, "a").Span).Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_AnyTexts_GivesWhatTheSparseArithmeticGives(bool acrossWords)
    {
        TextFeatureOptions options = new() { LeastTexts = 1, LongestText = 48, AcrossWords = acrossWords };
        var text = new FoldText(Texts.Rows(options, Texts.Mixed), options, new NamedSeed(2));
        ReadOnlyMemory<float> rows = Texts.Rows(options, [.. Texts.Mixed, null, "", "unseen words! 我不认识", "  Oh,   YES "]);
        float[] matrix = [.. Enumerable.Range(0, text.Terms * 3).Select(i => MathF.Sin(i))];
        var projection = new TextProjection(text.Sparse, matrix);
        var graph = new OnnxGraph("text");
        graph.Output("values", projection.Write(graph, graph.Input("rows", OnnxElement.Single, "batch", options.RowLength)), OnnxElement.Single, "batch", 3);
        using var scorer = new MatrixScorer(graph.ToModel());

        float[] written = scorer.Score(rows.Length / options.RowLength, new Dictionary<string, ReadOnlyMemory<float>> { ["rows"] = rows }, "values");

        Assert.Equal(projection.Apply(rows).Select(value => (double)value), written.Select(value => (double)value), Within(1e-5));
    }

    [Fact]
    public void Of_LongText_IsCutAndTellsTheSameOfItsStart()
    {
        float[] cut = Texts.Rows(WordsAlone, "one two three four five").ToArray(), start = Texts.Rows(WordsAlone, "one two three fou").ToArray();

        Assert.Equal(start[..16], cut[..16]);
        Assert.Equal(5, cut[16..].Count(word => word >= 0));
    }

    [Fact]
    public void BrokenRules_NoTermsAtAll_AreTold()
    {
        Assert.Single(new TextFeatureOptions { Words = 0, Characters = 0 }.BrokenRules());
        Assert.Empty(new TextFeatureOptions().BrokenRules());
    }

    private static Func<double, double, bool> Within(double tolerance) => (a, b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) <= tolerance;
}
