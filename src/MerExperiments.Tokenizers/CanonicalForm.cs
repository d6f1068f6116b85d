using System.Globalization;
using System.Text;

namespace MerExperiments.Tokenizers;

/// <summary>Unicode's canonical normalization forms (Unicode Standard Annex 15), from this toolkit's own tables.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class CanonicalForm
{
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TailFirst = 0x11A7;
    private const int Vowels = 21, Tails = 28, HangulCount = 19 * Vowels * Tails;

    private static readonly Dictionary<int, int[]> Parts = [];
    private static readonly Dictionary<(int First, int Second), int> Wholes = [];
    private static readonly Dictionary<int, int> Classes = [];

    static CanonicalForm()
    {
        foreach (string entry in Words(UnicodeTables.Decompositions))
        {
            int sign = entry.AsSpan().IndexOfAny('=', '>');
            int code = Hexadecimal(entry[..sign]);
            int[] parts = [.. entry[(sign + 1)..].Split('+').Select(Hexadecimal)];
            Parts.Add(code, parts);
            if (entry[sign] == '=')
            {
                Wholes.Add((parts[0], parts[1]), code);
            }
        }

        foreach (string[] entry in Words(UnicodeTables.CombiningClasses).Select(word => word.Split(':')))
        {
            int[] range = [.. entry[0].Split('-').Select(Hexadecimal)];
            for (int code = range[0]; code <= range[^1]; code++)
            {
                Classes.Add(code, int.Parse(entry[1], CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>The decomposed form, NFD. The text must hold no lone surrogate.</summary>
    public static string Decompose(string text) => IsPlain(text) ? text : ToText(Decomposed(text));

    /// <summary>The composed form, NFC. The text must hold no lone surrogate.</summary>
    public static string Compose(string text) => IsPlain(text) ? text : ToText(Composed(Decomposed(text)));

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\u007f');

    private static List<int> Decomposed(string text)
    {
        var codes = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Append(codes, rune.Value);
        }

        Order(codes);
        return codes;
    }

    private static void Append(List<int> codes, int code)
    {
        int hangul = code - HangulFirst;
        if (hangul is >= 0 and < HangulCount)
        {
            codes.AddRange([LeadFirst + (hangul / (Vowels * Tails)), VowelFirst + (hangul / Tails % Vowels)]);
            codes.AddRange(hangul % Tails > 0 ? [TailFirst + (hangul % Tails)] : []);
        }
        else if (Parts.TryGetValue(code, out int[]? parts))
        {
            Array.ForEach(parts, part => Append(codes, part));
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Puts each run of marks into the order of their classes, equal classes as they stand.</summary>
    private static void Order(List<int> codes)
    {
        for (int i = 1; i < codes.Count; i++)
        {
            for (int j = i; j > 0 && ClassOf(codes[j]) > 0 && ClassOf(codes[j - 1]) > ClassOf(codes[j]); j--)
            {
                (codes[j], codes[j - 1]) = (codes[j - 1], codes[j]);
            }
        }
    }

    private static List<int> Composed(List<int> codes)
    {
        var composed = new List<int>(codes.Count);
        int starter = -1, lastClass = 0;
        foreach (int code in codes)
        {
            int order = ClassOf(code);
            bool blocked = starter < 0 || (starter < composed.Count - 1 && (lastClass == 0 || lastClass >= order));
            if (!blocked && Whole(composed[starter], code) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            starter = order == 0 ? composed.Count : starter;
            lastClass = order;
            composed.Add(code);
        }

        return composed;
    }

    private static int? Whole(int first, int second)
    {
        (int lead, int vowel, int hangul, int tail) = (first - LeadFirst, second - VowelFirst, first - HangulFirst, second - TailFirst);
        if (lead is >= 0 and < 19 && vowel is >= 0 and < Vowels)
        {
            return HangulFirst + (((lead * Vowels) + vowel) * Tails);
        }

        return hangul is >= 0 and < HangulCount && hangul % Tails == 0 && tail is > 0 and < Tails
            ? first + tail
            : Wholes.TryGetValue((first, second), out int whole) ? whole : null;
    }

    private static int ClassOf(int code) => Classes.GetValueOrDefault(code);

    private static string ToText(List<int> codes)
    {
        var text = new StringBuilder(codes.Count);
        codes.ForEach(code => text.Append(new Rune(code).ToString()));
        return text.ToString();
    }

    private static string[] Words(string table) => table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
