namespace MerExperiments.Tokenizers;

/// <summary>What a vocabulary must hold for its kind's algorithm to spell every text.</summary>
internal static class VocabularyRules
{
    private const int MostShown = 5;

    /// <summary>Refuses a vocabulary without its unknown token.</summary>
    public static void ThrowWithoutUnknown(string path, IReadOnlyDictionary<string, int> tokens, string unknown)
    {
        if (!tokens.ContainsKey(unknown))
        {
            throw new InvalidInputException(path, $"lacks the unknown token \"{unknown}\"{SpecialTokens.Hint(unknown, tokens.Keys)}");
        }
    }

    /// <summary>Refuses merges of tokens the vocabulary lacks, and a vocabulary that cannot spell every byte and has no unknown token.</summary>
    public static void ThrowUnlessBytePair(
        string path, IReadOnlyDictionary<string, int> tokens, IReadOnlyList<(string Place, string Merge)> merges, string? unknown)
    {
        Fault[] faults = [.. merges.Select(merge => MergeFault(tokens, merge.Place, merge.Merge)).OfType<Fault>().Take(MostShown)];
        InvalidInputException.ThrowIfAny(faults);
        if (unknown is not null)
        {
            ThrowWithoutUnknown(path, tokens, unknown);
            return;
        }

        int[] missing = [.. Enumerable.Range(0, 256).Where(value => !tokens.ContainsKey(ByteLetters.All[value].ToString()))];
        if (missing.Length > 0)
        {
            throw new InvalidInputException(path, FormattableString.Invariant(
                $"lacks the letters of {missing.Length} of the 256 bytes (the first is byte {missing[0]}, \"{ByteLetters.All[missing[0]]}\"); ")
                + "a byte-level vocabulary has them all, or the card names an unknownToken");
        }
    }

    private static Fault? MergeFault(IReadOnlyDictionary<string, int> tokens, string place, string merge)
    {
        string[] pair = merge.Split(' ');
        if (pair.Length != 2 || pair.Any(token => token.Length == 0))
        {
            return new Fault(place, $"is \"{merge}\"; a merge is two tokens with one space between");
        }

        string? absent = new[] { pair[0], pair[1], pair[0] + pair[1] }.FirstOrDefault(token => !tokens.ContainsKey(token));
        return absent is null ? null : new Fault(place, $"merges \"{merge}\", and the vocabulary lacks \"{absent}\"");
    }
}
