namespace MerExperiments.Tokenizers;

/// <summary>The regular expressions by which published byte-pair tokenizers cut a text into words.</summary>
internal static class WordPatterns
{
    /// <summary>The name of the pattern of GPT-2 and RoBERTa.</summary>
    public const string Gpt2 = "gpt-2";

    /// <summary>The name of the pattern of Qwen 2 and later: one digit at a time, English contractions in any case.</summary>
    public const string Qwen2 = "qwen-2";

    /// <summary>The name of the pattern of Llama 3: as Qwen's, with up to three digits at a time.</summary>
    public const string Llama3 = "llama-3";

    private const string Gpt2Expression = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>The regular expression a name stands for; what is no name is one already.</summary>
    public static string Expression(string pattern) => pattern switch
    {
        Gpt2 => Gpt2Expression,
        Qwen2 => WithDigits(@"\p{N}"),
        Llama3 => WithDigits(@"\p{N}{1,3}"),
        _ => pattern,
    };

    private static string WithDigits(string digits) =>
        $@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|{digits}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
}
