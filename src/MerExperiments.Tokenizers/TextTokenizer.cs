using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers;

/// <summary>Turns texts into the token ids a text encoder reads, as its card says.</summary>
/// <remarks>Thread-safe. A text, whatever it holds, produces no special token: <c>[SEP]</c> in a transcript is five characters. A lone surrogate is
/// read as U+FFFD. The same text gives the same ids from any thread.</remarks>
public sealed class TextTokenizer
{
    private readonly Subwords _subwords;
    private readonly int[] _head;
    private readonly int[] _tail;
    private readonly int _room;

    private TextTokenizer(Subwords subwords, TokenizerCard card)
    {
        _subwords = subwords;
        (int[] before, int[] after) = SpecialTokens.Resolve(card, subwords);
        _head = [.. before, .. Plain(card.PromptPrefix)];
        _tail = [.. Plain(card.PromptSuffix), .. after];
        _room = card.LongestLength - _head.Length - _tail.Length;
        PadId = card.PadId ?? SpecialTokens.UsualPad(subwords.Vocabulary);
        VocabularySize = Math.Max(subwords.Vocabulary.Values.Max(), before.Concat(after).Append(PadId).Max()) + 1;
    }

    /// <summary>One more than the greatest id there is: the vocabulary's, and those of special tokens the card gives by id.</summary>
    public int VocabularySize { get; }

    /// <summary>The id a batch is filled up with.</summary>
    public int PadId { get; }

    /// <summary>Opens a tokenizer.</summary>
    /// <param name="card">What it is.</param>
    /// <param name="modelsRoot">The folder that the card's files are relative to; the setting models.root.</param>
    /// <exception cref="InvalidInputException">What <see cref="Check"/> finds.</exception>
    public static TextTokenizer Open(TokenizerCard card, string modelsRoot)
    {
        var faults = new List<Fault>();
        TextTokenizer? tokenizer = Open(card, modelsRoot, faults);
        InvalidInputException.ThrowIfAny(faults);
        return tokenizer!;
    }

    /// <summary>What would keep a tokenizer from opening, all faults at once: a file missing, changed or not what its kind needs; a special token the
    /// vocabulary lacks; a setting that cannot be. Empty where nothing would.</summary>
    public static IReadOnlyList<Fault> Check(TokenizerCard card, string modelsRoot)
    {
        var faults = new List<Fault>();
        Open(card, modelsRoot, faults);
        return faults;
    }

    /// <summary>The SHA-256 of each of the tokenizer's files, in hexadecimal: the vocabulary, then the merges where there are any. For a feature's key.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<string> HashesOf(TokenizerCard card, string modelsRoot) =>
        [.. new[] { card.Vocabulary, card.Merges }.OfType<ModelFile>().Select(file => ContentHash.OfFileOnce(file.PathIn(modelsRoot)))];

    /// <summary>The ids of a text. The empty text gives the special tokens and the prompt alone.</summary>
    public TokenizedText Tokenize(string text)
    {
        List<int> content = Plain(text);
        int kept = Math.Min(content.Count, _room);
        long[] ids = [.. _head, .. content[..kept], .. _tail];
        bool[] isContent = new bool[ids.Length];
        isContent.AsSpan(_head.Length, kept).Fill(true);
        return new TokenizedText(ids, isContent);
    }

    /// <summary>The ids of a text alone: no special tokens, no prompt, and nothing is cut. The empty text has none.</summary>
    public IReadOnlyList<int> Content(string text) => Plain(text);

    private List<int> Plain(string text)
    {
        var ids = new List<int>();
        _subwords.Encode(WellFormed.Of(text), ids);
        return ids;
    }

    private static TextTokenizer? Open(TokenizerCard card, string modelsRoot, List<Fault> faults)
    {
        faults.AddRange(CardRules.Faults(card));
        Subwords? subwords = TokenizerFiles.Read(card, modelsRoot, faults);
        if (subwords is not null)
        {
            faults.AddRange(SpecialTokens.Faults(card, subwords, card.Vocabulary.PathIn(modelsRoot)));
        }

        if (faults.Count > 0)
        {
            return null;
        }

        var tokenizer = new TextTokenizer(subwords!, card);
        if (tokenizer._room < 1)
        {
            faults.Add(new Fault("tokenizer.longestLength", FormattableString.Invariant(
                $"is {card.LongestLength}; special tokens and prompt alone are {card.LongestLength - tokenizer._room} ids; it must be more")));
        }

        return tokenizer;
    }
}

/// <summary>A text as the token ids an encoder reads, special tokens and prompt included.</summary>
/// <param name="Ids">The ids, in order; 0 or more, at most the card's longest length.</param>
/// <param name="IsContent">For each id, true where it stands for the text itself; false at special tokens and at the prompt.</param>
public sealed record TokenizedText(long[] Ids, bool[] IsContent);
