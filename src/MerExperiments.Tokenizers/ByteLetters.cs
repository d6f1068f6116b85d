namespace MerExperiments.Tokenizers;

/// <summary>GPT-2's table of one printable letter for each byte, in which byte-level vocabularies are written.</summary>
/// <remarks>Bytes 33-126, 161-172 and 174-255 stand for themselves; the others, in order, for U+0100 and on (a space is U+0120).</remarks>
internal static class ByteLetters
{
    /// <summary>The letter of each byte.</summary>
    public static IReadOnlyList<char> All { get; } = Build();

    /// <summary>A text's UTF-8 bytes as letters.</summary>
    public static string Of(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(value => All[value]));

    private static char[] Build()
    {
        int next = 256;
        return [.. Enumerable.Range(0, 256).Select(value => value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174) ? (char)value : (char)next++)];
    }
}
