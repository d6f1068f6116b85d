namespace MerExperiments.Tokenizers;

/// <summary>The tokenizer of a published language model's folder: its card, and by which rule it was told.</summary>
/// <param name="Card">The card; its files are relative to the folder and named with the hashes they have now.</param>
/// <param name="Rule">Which files were taken and why, for logs: one sentence.</param>
/// <remarks>
/// The rules, first that applies: tokenizer.json where it is byte-level byte-pair or word-piece (Qwen 2, Llama 3); tokenizer.model, a SentencePiece model
/// (Llama 2, Baichuan), also where a tokenizer.json beside it rewrites one; vocab.json and merges.txt where tokenizer_config.json says
/// Qwen2Tokenizer (pattern qwen-2, form NFC) or GPT2Tokenizer (pattern gpt-2). Where a folder holds two of these, they must give the same ids.
/// </remarks>
public sealed record PublishedTokenizer(TokenizerCard Card, string Rule)
{
    /// <summary>The card of a folder's tokenizer.</summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public static TokenizerCard CardOf(string folder) => Find(folder).Card;

    /// <summary>Finds the tokenizer of a folder.</summary>
    /// <exception cref="InvalidInputException">The folder holds none, one that is not mapped, half of one, or two that disagree.</exception>
    public static PublishedTokenizer Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException(folder, "is no folder; it must be that of a published language model, with its tokenizer");
        }

        PublishedTokenizer[] found = [.. new PublishedFolder(folder).Candidates()];
        InvalidInputException.ThrowIfAny([.. found.SelectMany(one => TextTokenizer.Check(one.Card, folder))]);
        TextTokenizer chosen = TextTokenizer.Open(found[0].Card, folder);
        foreach (PublishedTokenizer other in found.Skip(1))
        {
            ThrowUnlessAgreed(folder, (found[0].Card, chosen), (other.Card, TextTokenizer.Open(other.Card, folder)));
        }

        return found.Length == 1 ? found[0] : found[0] with { Rule = $"{found[0].Rule}; {string.Join(", ", found.Skip(1).Select(one => one.Card.Vocabulary.File))} agrees" };
    }

    private static void ThrowUnlessAgreed(string folder, (TokenizerCard Card, TextTokenizer Tokenizer) a, (TokenizerCard Card, TextTokenizer Tokenizer) b)
    {
        foreach (string text in SampleTexts.All)
        {
            IReadOnlyList<int> first = a.Tokenizer.Content(text);
            IReadOnlyList<int> second = b.Tokenizer.Content(text);
            if (!first.SequenceEqual(second))
            {
                throw new InvalidInputException(folder, $"{a.Card.Vocabulary.File} and {b.Card.Vocabulary.File} disagree on \"{SampleTexts.Shown(text)}\": "
                    + $"[{string.Join(' ', first)}] and [{string.Join(' ', second)}]; keep the files of one model, or only the right one of the two");
            }
        }
    }
}
