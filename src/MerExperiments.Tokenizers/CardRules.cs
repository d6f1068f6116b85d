using MerExperiments.Onnx;

namespace MerExperiments.Tokenizers;

/// <summary>What a tokenizer card must keep to, whatever its files hold.</summary>
internal static class CardRules
{
    private static readonly string IdRule = FormattableString.Invariant($"it must lie in 0 to {VocabularyRules.GreatestId}");

    /// <summary>What is wrong with the card in itself.</summary>
    public static IEnumerable<Fault> Faults(TokenizerCard card) =>
    [
        .. Rule(card.LongestLength >= 1, "longestLength", $"is {card.LongestLength}; it must be 1 or more"),
        .. Rule(card.PadId is null || IsId(card.PadId.Value), "padId", $"is {card.PadId}; {IdRule}"),
        .. Rule(IsId(card.IdOffset), "idOffset", $"is {card.IdOffset}; {IdRule}"),
        .. Rule(card.UnknownId is null || IsId(card.UnknownId.Value), "unknownId", $"is {card.UnknownId}; {IdRule}"),
        .. Rule(card.Kind == TokenizerKind.BytePair == card.Merges is not null, "merges", MergesProblem(card)),
        .. Rule(IsExpression(card.WordPattern), "wordPattern", $"is \"{card.WordPattern}\"; it must be gpt-2, qwen-2, llama-3 or a regular expression .NET can read"),
        .. Rule(card.UnknownToken is null || card.Kind is TokenizerKind.WordPiece or TokenizerKind.BytePair,
            "unknownToken", $"is \"{card.UnknownToken}\"; the kind {Word(card.Kind)} takes its file's own"),
        .. HashFault("vocabulary", card.Vocabulary),
        .. card.Merges is null ? [] : HashFault("merges", card.Merges),
        .. Foreign(card),
    ];

    private static string MergesProblem(TokenizerCard card) => card.Merges is null
        ? "is absent; a byte-pair tokenizer needs its merges.txt (or name a tokenizer.json, kind tokenizer-json)"
        : $"is \"{card.Merges.File}\"; a tokenizer of the kind {Word(card.Kind)} has none";

    /// <summary>Settings of another kind than the card's: they would silently do nothing.</summary>
    private static IEnumerable<Fault> Foreign(TokenizerCard card)
    {
        var usual = new TokenizerCard { Kind = card.Kind, Vocabulary = card.Vocabulary };
        (string Name, bool IsSet, TokenizerKind Kind)[] settings =
        [
            ("lowerCase", card.LowerCase != usual.LowerCase, TokenizerKind.WordPiece),
            ("stripAccents", card.StripAccents is not null, TokenizerKind.WordPiece),
            ("splitChinese", card.SplitChinese != usual.SplitChinese, TokenizerKind.WordPiece),
            ("wordPattern", card.WordPattern != usual.WordPattern, TokenizerKind.BytePair),
            ("addPrefixSpace", card.AddPrefixSpace, TokenizerKind.BytePair),
            ("compose", card.Compose, TokenizerKind.BytePair),
            ("idOffset", card.IdOffset != 0, TokenizerKind.SentencePiece),
            ("unknownId", card.UnknownId is not null, TokenizerKind.SentencePiece),
        ];
        return settings.Where(setting => setting.IsSet && setting.Kind != card.Kind).Select(setting => new Fault(
            $"tokenizer.{setting.Name}", $"is set; only the kind {Word(setting.Kind)} has it, and this is {Word(card.Kind)}"));
    }

    private static IEnumerable<Fault> HashFault(string property, ModelFile file) =>
        Rule(file.Sha256 is null || (file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigit)),
            $"{property}.sha256", $"is \"{file.Sha256}\"; it must be 64 hexadecimal digits");

    private static bool IsId(int id) => id is >= 0 and <= VocabularyRules.GreatestId;

    private static bool IsExpression(string pattern)
    {
        try
        {
            return pattern.Length > 0 && new WordCutter(WordPatterns.Expression(pattern), "tokenizer.wordPattern") is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Word(TokenizerKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static IEnumerable<Fault> Rule(bool holds, string property, string problem) =>
        holds ? [] : [new Fault($"tokenizer.{property}", problem)];
}
