using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace MerExperiments.Tokenizers;

/// <summary>BERT's word-piece: each basic word is spelt by the longest pieces from the left, or is unknown as a whole.</summary>
internal sealed class WordPieceSubwords : Subwords
{
    private readonly WordPieceVocabulary _settings;
    private readonly WordPieceTokenizer _pieces;

    public WordPieceSubwords(WordPieceVocabulary settings)
    {
        _settings = settings;
        _pieces = WordPieceTokenizer.Create(new MemoryStream(Encoding.UTF8.GetBytes(Lines(settings))), new WordPieceOptions
        {
            UnknownToken = settings.UnknownToken,
            ContinuingSubwordPrefix = settings.ContinuationMark,
            MaxInputCharsPerWord = settings.LongestWord,
        });
    }

    public override IReadOnlyDictionary<string, int> Vocabulary => _settings.Tokens;

    public override (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Usual => _settings.Usual;

    public override void Encode(string text, List<int> ids)
    {
        foreach (string word in BasicWords.Of(text, _settings.LowerCase, _settings.StripAccents, _settings.SplitChinese))
        {
            ids.AddRange(_pieces.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
        }
    }

    /// <summary>The vocabulary as the package reads it, one token a line. A gap between ids, and a special token, gets a line no word can equal.</summary>
    private static string Lines(WordPieceVocabulary settings)
    {
        string[] lines = [.. Enumerable.Range(0, settings.Tokens.Values.Max() + 1).Select(id => string.Create(CultureInfo.InvariantCulture, $"\u0001{id}"))];
        foreach ((string token, int id) in settings.Tokens.Where(pair => !settings.Special.Contains(pair.Key) && IsLine(pair.Key)))
        {
            lines[id] = token;
        }

        return string.Join('\n', lines);
    }

    private static bool IsLine(string token) => token.Length > 0 && token.AsSpan().IndexOfAny('\n', '\r') < 0;
}
