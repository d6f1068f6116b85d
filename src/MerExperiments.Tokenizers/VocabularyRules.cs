namespace MerExperiments.Tokenizers;

/// <summary>What a vocabulary must hold for its kind's algorithm to spell every text.</summary>
internal static class VocabularyRules
{
    /// <summary>The greatest id that a card may give: far beyond any vocabulary there is, and far from where 32 bits end.</summary>
    public const int GreatestId = (1 << 24) - 1;

    private const int MostShown = 5;

    /// <summary>Ids up to here may have any gaps: a table of them costs next to nothing.</summary>
    private const int AnyIds = 1 << 16;

    /// <summary>Ids may reach so many times the number of tokens.</summary>
    private const int MostGaps = 4;

    /// <summary>Refuses negative ids, and ids so far beyond the number of tokens that a table over all of them would fill the memory.</summary>
    public static void ThrowUnlessDense(string path, IReadOnlyDictionary<string, int> tokens)
    {
        long limit = Math.Max(AnyIds, (long)MostGaps * tokens.Count);
        Fault[] faults = [.. tokens.Where(token => token.Value < 0 || token.Value >= limit).Take(MostShown).Select(token => new Fault(path, FormattableString.Invariant(
            $"gives \"{token.Key}\" the id {token.Value}; an id must be 0 or more and below {limit} ({AnyIds}, or {MostGaps} times its {tokens.Count} tokens where that is more)")))];
        InvalidInputException.ThrowIfAny(faults);
    }

    /// <summary>Refuses a vocabulary without its unknown token.</summary>
    public static void ThrowWithoutUnknown(string path, IReadOnlyDictionary<string, int> tokens, string unknown)
    {
        if (!tokens.ContainsKey(unknown))
        {
            throw new InvalidInputException(path, $"lacks the unknown token \"{unknown}\"{SpecialTokens.Hint(unknown, tokens.Keys)}");
        }
    }

    /// <summary>Refuses ids and merges that stand twice, merges of tokens the vocabulary lacks, and a vocabulary that cannot spell every byte and has no unknown token.</summary>
    public static void ThrowUnlessBytePair(
        string path, IReadOnlyDictionary<string, int> tokens, IReadOnlyList<(string Place, string Merge)> merges, string? unknown)
    {
        IEnumerable<Fault> shared = tokens.GroupBy(token => token.Value).Where(group => group.Skip(1).Any())
            .Select(group => new Fault(path, FormattableString.Invariant($"gives the id {group.Key} to \"{group.First().Key}\" and to \"{group.ElementAt(1).Key}\"; ids must differ")));
        IEnumerable<Fault> doubled = merges.GroupBy(merge => merge.Merge).SelectMany(group => group.Skip(1))
            .Select(merge => new Fault(merge.Place, $"is \"{merge.Merge}\", which stands there before; a merge stands once"));
        Fault[] faults = [.. merges.Select(merge => MergeFault(tokens, merge.Place, merge.Merge)).OfType<Fault>().Concat(shared).Concat(doubled).Take(MostShown)];
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
