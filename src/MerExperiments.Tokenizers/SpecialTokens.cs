namespace MerExperiments.Tokenizers;

/// <summary>The special tokens around a text: which they are, which ids they have, and what is wrong with them.</summary>
internal static class SpecialTokens
{
    private static readonly string[] Pads = ["[PAD]", "<pad>"];

    /// <summary>The ids before and after a text. The card must be free of <see cref="Faults"/>.</summary>
    public static (int[] Before, int[] After) Resolve(TokenizerCard card, Subwords subwords)
    {
        int IdOf(SpecialToken token) => token.Id ?? subwords.Vocabulary[token.Name!];
        (IReadOnlyList<SpecialToken> before, IReadOnlyList<SpecialToken> after) = Around(card, subwords);
        return ([.. before.Select(IdOf)], [.. after.Select(IdOf)]);
    }

    /// <summary>The names a card gives its special tokens; what is given by id has none.</summary>
    public static IEnumerable<string> NamesIn(TokenizerCard card) =>
        (card.Before ?? []).Concat(card.After ?? []).Select(token => token.Name).OfType<string>();

    /// <summary>The special tokens that the vocabulary lacks, with the nearest it has, and ids that cannot be.</summary>
    public static IEnumerable<Fault> Faults(TokenizerCard card, Subwords subwords, string vocabularyPath)
    {
        (IReadOnlyList<SpecialToken> before, IReadOnlyList<SpecialToken> after) = Around(card, subwords);
        foreach (SpecialToken token in before.Concat(after).Distinct())
        {
            if (token.Id is < 0 or > VocabularyRules.GreatestId)
            {
                yield return new Fault("tokenizer", FormattableString.Invariant($"has the special token {token.Id}; an id must lie in 0 to {VocabularyRules.GreatestId}"));
            }
            else if (token.Name is { } name && !subwords.Vocabulary.ContainsKey(name))
            {
                yield return new Fault(vocabularyPath, $"lacks the special token \"{name}\"{Hint(name, subwords)}");
            }
        }
    }

    /// <summary>The end of a sentence about a token that the vocabulary lacks.</summary>
    public static string Hint(string name, IEnumerable<string> vocabulary)
    {
        string? near = NearestName.Of(name, vocabulary.Where(token => token.Length <= 2 * name.Length && token.Length * 2 >= name.Length));
        return near is null ? "; give its id where the encoder has it beyond the vocabulary" : $"; did you mean \"{near}\"?";
    }

    /// <summary>The id a batch is filled up with where the card says none.</summary>
    public static int UsualPad(IReadOnlyDictionary<string, int> vocabulary) =>
        Pads.Where(vocabulary.ContainsKey).Select(pad => vocabulary[pad]).FirstOrDefault();

    private static string Hint(string name, Subwords subwords) => Hint(name, subwords.Vocabulary.Keys);

    private static (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Around(TokenizerCard card, Subwords subwords) =>
        (card.Before ?? subwords.Usual.Before, card.After ?? subwords.Usual.After);
}
