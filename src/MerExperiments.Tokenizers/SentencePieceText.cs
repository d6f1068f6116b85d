using System.Text;

namespace MerExperiments.Tokenizers;

/// <summary>SentencePiece's normalization of a text before it is spelt: the model's character rules, then its rules of spaces.</summary>
internal sealed class SentencePieceText
{
    private const char Mark = '\u2581';
    private readonly SentencePieceModel _model;
    private readonly CharacterMap _map;
    private readonly string[] _userDefined;

    public SentencePieceText(SentencePieceModel model)
    {
        _model = model;
        _map = new CharacterMap(model.CharacterMap);
        _userDefined =
        [
            .. model.Pieces.Where(piece => piece is { Kind: SentencePieceKind.UserDefined, IsSpelling: true, Text.Length: > 0 })
                .Select(piece => piece.Text).OrderByDescending(text => text.Length).ThenBy(text => text, StringComparer.Ordinal),
        ];
    }

    /// <summary>The text as the model spells it. The input must hold no lone surrogate.</summary>
    public string Of(string text)
    {
        string mapped = Mapped(text);
        string spaced = _model.RemoveExtraSpaces ? SingleSpaces(mapped) : mapped;
        if (spaced.Length == 0)
        {
            return "";
        }

        string prefixed = !_model.AddDummyPrefix ? spaced : _model.SpaceIsSuffix ? spaced + ' ' : ' ' + spaced;
        return _model.EscapeSpaces ? prefixed.Replace(' ', Mark) : prefixed;
    }

    /// <summary>The user-defined piece a text goes on with at a place, the longest, or null.</summary>
    public string? UserDefinedAt(string text, int at) =>
        _userDefined.Length == 0 ? null : Array.Find(_userDefined, piece => string.CompareOrdinal(text, at, piece, 0, piece.Length) == 0);

    private string Mapped(string text)
    {
        if (_model.CharacterMap.Length == 0)
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var mapped = new List<byte>(bytes.Length);
        for (int at = 0, character = 0; at < bytes.Length;)
        {
            int length = Next(text, character, bytes.AsSpan(at), mapped);
            character += Encoding.UTF8.GetCharCount(bytes.AsSpan(at, length));
            at += length;
        }

        return Encoding.UTF8.GetString([.. mapped]);
    }

    /// <summary>Appends what the text's next bytes become; user-defined pieces and characters without a rule stay as they are.</summary>
    /// <returns>How many bytes that was for.</returns>
    private int Next(string text, int character, ReadOnlySpan<byte> rest, List<byte> mapped)
    {
        if (UserDefinedAt(text, character) is { } piece)
        {
            mapped.AddRange(Encoding.UTF8.GetBytes(piece));
            return Encoding.UTF8.GetByteCount(piece);
        }

        if (_map.TryMatch(rest, out int length, out ReadOnlySpan<byte> replacement))
        {
            mapped.AddRange(replacement);
            return length;
        }

        Rune.DecodeFromUtf8(rest, out _, out int single);
        mapped.AddRange(rest[..single]);
        return single;
    }

    private static string SingleSpaces(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
