using MerExperiments.Settings;

namespace MerExperiments.Fusion.Text;

/// <summary>How the text encoder <c>text-tfidf</c> is fitted to a fold's training part: which n-grams are terms, and how many.</summary>
public sealed record TextFeatureOptions : IHasRules
{
    /// <summary>The longest n-gram of words; 0 for no words at all. An ideograph counts as a word, and so does a punctuation mark.</summary>
    [Between(0, 3)]
    public int Words { get; init; } = 2;

    /// <summary>The shortest n-gram of characters; where <see cref="Characters"/> is less, that.</summary>
    [Between(1, 5)]
    public int ShortestCharacters { get; init; } = 2;

    /// <summary>The longest n-gram of characters; 0 for none at all. 3 suits Chinese, 5 a language with an alphabet.</summary>
    [Between(0, 5)]
    public int Characters { get; init; } = 5;

    /// <summary>Whether an n-gram of characters may reach from one word into the next. A space stands before and after each word either way.</summary>
    public bool AcrossWords { get; init; } = true;

    /// <summary>The fewest training texts that a term must occur in.</summary>
    [Between(1, 1_000)]
    public int LeastTexts { get; init; } = 2;

    /// <summary>The most terms; where there are more, those of the most training texts stay.</summary>
    [Between(100, 1_000_000)]
    public int MostTerms { get; init; } = 200_000;

    /// <summary>The coordinates that heads other than <c>text-linear</c> see: the directions of a truncated singular value decomposition.</summary>
    [Between(2, 512)]
    public int Components { get; init; } = 128;

    /// <summary>The most terms that those coordinates are made from.</summary>
    [Between(100, 200_000)]
    public int ComponentTerms { get; init; } = 20_000;

    /// <summary>The characters and the words kept of a text; what follows is not read.</summary>
    [Between(8, 4_096)]
    public int LongestText { get; init; } = 256;

    /// <summary>Values per text before anything is fitted: its characters, then its words.</summary>
    internal int RowLength => 2 * LongestText;

    /// <summary>What of this decides the rows.</summary>
    internal TextRowShape Shape => new(LongestText, AcrossWords);

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules()
    {
        if (Characters == 0 && Words == 0)
        {
            yield return new BrokenRule("characters", "is 0, and so is words, which leaves no terms; one of them must be 1 or more");
        }
    }
}
