using System.Text;
using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers;

/// <summary>A vocabulary of word pieces learned from texts, for a model trained from scratch: frequent words whole, rarer ones by pieces down to single characters.</summary>
/// <remarks>Pieces are learned by merging pairs over word counts (Sennrich et al., arXiv 1508.07909) and spelt as BERT spells them, the longest from the left
/// (Devlin et al., arXiv 1810.04805). Texts are cut into words as BERT does: lower case, accents off, punctuation and each Chinese character a word. The
/// order of the texts does not matter. Immutable; two learned from the same words are the same byte for byte.</remarks>
public sealed class LearnedVocabulary
{
    /// <summary>What a piece starts with that goes on a word.</summary>
    internal const string ContinuationMark = "##";

    private const string FileName = "vocab.txt";
    private static readonly string[] Reserved = ["[PAD]", "[UNK]"];

    private LearnedVocabulary(IReadOnlyList<string> tokens) => Tokens = tokens;

    /// <summary>The least size: the two reserved tokens and one character.</summary>
    public static int LeastSize => Reserved.Length + 1;

    /// <summary>The tokens, a token's id being its place: [PAD], [UNK], the characters in ordinal order, then the pieces in the order learned.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>SHA-256 of the file <see cref="WriteTo"/> writes, in lower-case hexadecimal.</summary>
    public string Sha256 => ContentHash.Of(Bytes);

    /// <summary>The card of the vocabulary in its folder: nothing stands before or after a text, and the file must be the one written.</summary>
    public TokenizerCard Card => new()
    {
        Kind = TokenizerKind.WordPiece,
        Vocabulary = new ModelFile(FileName, Sha256),
        Before = [],
        After = [],
    };

    private byte[] Bytes => Encoding.UTF8.GetBytes(string.Join('\n', Tokens) + "\n");

    /// <summary>Learns a vocabulary.</summary>
    /// <param name="texts">The texts; also the prompt and the class names, where a model reads them. None at all gives the two reserved tokens.</param>
    /// <param name="size">The most tokens, <see cref="LeastSize"/> or more. There are fewer where no pair of pieces stands twice any more.</param>
    /// <remarks>Where the size allows each character of the texts (it does unless they are Chinese and the size is a few thousand), no learned text gives
    /// [UNK], words of more than 100 characters excepted, which word-piece never spells; else the rarest characters have no token, and a word
    /// with one is [UNK].</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The size is below the least.</exception>
    public static LearnedVocabulary Learn(IEnumerable<string> texts, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, LeastSize);
        (IReadOnlyList<string> Pieces, long Count)[] words = [.. CountWords(texts).Select(word => ((IReadOnlyList<string>)Characters(word.Key), word.Value))];
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach ((IReadOnlyList<string> pieces, long count) in words)
        {
            foreach (string piece in pieces)
            {
                counts[piece] = counts.GetValueOrDefault(piece) + count;
            }
        }

        string[] characters = [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(size - Reserved.Length).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        HashSet<string> known = [.. characters];
        IReadOnlyList<string> learned = PairMerging.Learn(words.Where(word => word.Pieces.All(known.Contains)), size - Reserved.Length - characters.Length);
        return new LearnedVocabulary([.. Reserved, .. characters, .. learned]);
    }

    /// <summary>Writes the vocabulary and its card into a folder that <see cref="SavedTokenizer.Open"/> opens; the folder is made where it is absent.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void WriteTo(string folder)
    {
        CheckedFile.Write(Path.Combine(folder, FileName), stream => stream.Write(Bytes));
        SavedTokenizer.WriteCard(Card, folder);
    }

    /// <summary>The words as the tokenizer will cut them, with their counts, those too long to be spelt left out; in ordinal order.</summary>
    private static SortedDictionary<string, long> CountWords(IEnumerable<string> texts)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        IEnumerable<string> words = texts.SelectMany(text => BasicWords.Of(WellFormed.Of(text), lowerCase: true, stripAccents: true, splitChinese: true));
        foreach (string word in words.Where(word => word.Length <= WordPieceVocabulary.UsualLongestWord))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        return counts;
    }

    private static string[] Characters(string word) => [.. word.EnumerateRunes().Select((rune, i) => i == 0 ? rune.ToString() : ContinuationMark + rune)];
}
