using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MerExperiments.Tokenizers;

/// <summary>Cuts a text into words by a regular expression; what it does not match is a word too. Nothing is lost.</summary>
/// <remarks>.NET's expressions see UTF-16 units, so a letter beyond the basic plane is no <c>\p{L}</c> to them, as it is to the tokenizers these
/// expressions come from. Here each such character is matched as one basic character of its class. Thread-safe.</remarks>
internal sealed class WordCutter
{
    private const int MostSeconds = 10;

    private readonly Regex _expression;
    private readonly string _place;

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">The expression; it may come from a file nobody vouches for.</param>
    /// <param name="place">Where it stands, for faults.</param>
    /// <exception cref="ArgumentException">It is not one .NET can read.</exception>
    public WordCutter(string expression, string place) => (_expression, _place) = (Compiled(expression), place);

    /// <summary>The words, in order, none empty. The text must hold no lone surrogate.</summary>
    /// <exception cref="InvalidInputException">The expression takes more than 10 s to find one word.</exception>
    public IEnumerable<string> Cut(string text)
    {
        (string basic, int[] starts) = Basic(text);
        int done = 0;
        foreach ((int start, int end) in Matches(basic))
        {
            if (start > done)
            {
                yield return text[starts[done]..starts[start]];
            }

            yield return text[starts[start]..starts[end]];
            done = end;
        }

        if (done < basic.Length)
        {
            yield return text[starts[done]..];
        }
    }

    private List<(int Start, int End)> Matches(string basic)
    {
        var matches = new List<(int Start, int End)>();
        try
        {
            foreach (ValueMatch match in _expression.EnumerateMatches(basic))
            {
                if (match.Length > 0)
                {
                    matches.Add((match.Index, match.Index + match.Length));
                }
            }

            return matches;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new InvalidInputException(_place, FormattableString.Invariant(
                $"cuts words by \"{_expression}\", which looked for one word of a text of {basic.Length} characters for more than {MostSeconds} s; a word must be found without trying over and over, as (a|aa)+ does"));
        }
    }

    /// <summary>Found in time linear in the text where the expression allows it; the published ones look ahead, which does not, so the time is bounded too.</summary>
    private static Regex Compiled(string expression)
    {
        TimeSpan longest = TimeSpan.FromSeconds(MostSeconds);
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, longest);
        }
        catch (NotSupportedException)
        {
            return new Regex(expression, RegexOptions.CultureInvariant, longest);
        }
    }

    /// <summary>The text with one UTF-16 unit a character, and where each character starts in the text.</summary>
    private static (string Basic, int[] Starts) Basic(string text)
    {
        var basic = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length + 1);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            starts.Add(at);
            at += rune.Utf16SequenceLength;
            basic.Append(rune.IsBmp ? (char)rune.Value : OfClass(Rune.GetUnicodeCategory(rune)));
        }

        starts.Add(at);
        return (basic.ToString(), [.. starts]);
    }

    private static char OfClass(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => '\u00de',
        UnicodeCategory.LowercaseLetter => '\u00fe',
        <= UnicodeCategory.OtherLetter => '\u4e00',
        <= UnicodeCategory.EnclosingMark => '\u0300',
        <= UnicodeCategory.OtherNumber => '\u00bd',
        _ => '\u2603',
    };
}
