using System.Text;
using MerExperiments.Features;

namespace MerExperiments.Fusion.Text;

/// <summary>Texts as rows of numbers, before anything is fitted: what the encoder <c>text-tfidf</c> gives to heads, and what an exported model reads.</summary>
/// <remarks>A row holds <see cref="TextFeatureOptions.LongestText"/> characters, as Unicode scalar values in lower case with one space before, between and after words, then as
/// many words, each as a hash of 24 bits, which a float32 holds exactly; -1 after the end of either. With <see cref="TextFeatureOptions.AcrossWords"/> false, -1 also stands
/// between two words. A row of NaN is a text that is missing or empty. Two of 10,000 words share a hash in about three cases.</remarks>
public static class TextRows
{
    /// <summary>The encoder's name in experiments.json.</summary>
    public const string EncoderName = "text-tfidf";

    private const float End = -1;

    /// <summary>The rows of texts as a table of the encoder <see cref="EncoderName"/>.</summary>
    /// <param name="names">The utterances' names.</param>
    /// <param name="texts">Their transcripts; null where one is missing.</param>
    /// <param name="options">How long a row is, and what may stand between words.</param>
    public static FeatureTable Of(IReadOnlyList<string> names, IReadOnlyList<string?> texts, TextFeatureOptions options)
    {
        float[] values = new float[names.Count * options.RowLength];
        FeatureState[] states = [.. texts.Select(text => text is null ? FeatureState.Missing : string.IsNullOrWhiteSpace(text) ? FeatureState.EmptyText : FeatureState.Present)];
        for (int row = 0; row < names.Count; row++)
        {
            Span<float> target = values.AsSpan(row * options.RowLength, options.RowLength);
            target.Fill(states[row] == FeatureState.Present ? End : float.NaN);
            if (states[row] == FeatureState.Present)
            {
                Write(Tokens(texts[row]!), target[..options.LongestText], target[options.LongestText..], options.AcrossWords);
            }
        }

        return new FeatureTable(EncoderName, Modality.Text, options.RowLength, names, states, values);
    }

    /// <summary>The words of a text, in lower case: runs of letters, digits and apostrophes; each ideograph and each other mark by itself.</summary>
    /// <returns>Each word, and whether white space stands before it.</returns>
    private static List<(Rune[] Word, bool Spaced)> Tokens(string text)
    {
        var tokens = new List<(Rune[], bool)>();
        var word = new List<Rune>();
        bool spaced = true, next = true;
        foreach (Rune rune in text.EnumerateRunes().Select(Rune.ToLowerInvariant).Append(new Rune(' ')))
        {
            bool joins = JoinsWord(rune);
            if (!joins && word.Count > 0)
            {
                tokens.Add(([.. word], spaced));
                word.Clear();
                next = false;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                next = true;
            }
            else if (joins)
            {
                spaced = word.Count == 0 ? next : spaced;
                word.Add(rune);
            }
            else
            {
                tokens.Add(([rune], next));
                next = false;
            }
        }

        return tokens;
    }

    private static bool JoinsWord(Rune rune) =>
        rune.Value is '\'' or '\u2019' or '_' || (Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.OtherLetter);

    private static void Write(List<(Rune[] Word, bool Spaced)> tokens, Span<float> characters, Span<float> words, bool acrossWords)
    {
        int at = 0;
        for (int t = 0; t < tokens.Count; t++)
        {
            if (t < words.Length)
            {
                words[t] = HashOf(tokens[t].Word);
            }

            if (tokens[t].Spaced)
            {
                Put(characters, ' ', ref at);
                if (t > 0 && !acrossWords)
                {
                    Put(characters, End, ref at);
                    Put(characters, ' ', ref at);
                }
            }

            foreach (Rune rune in tokens[t].Word)
            {
                Put(characters, rune.Value, ref at);
            }
        }

        Put(characters, ' ', ref at);
    }

    private static void Put(Span<float> characters, float value, ref int at)
    {
        if (at < characters.Length)
        {
            characters[at++] = value;
        }
    }

    /// <summary>FNV-1a over the scalar values, folded to 24 bits.</summary>
    private static int HashOf(Rune[] word)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (Rune rune in word)
        {
            hash = (hash ^ (uint)rune.Value) * 1_099_511_628_211;
        }

        return (int)((hash ^ (hash >> 24) ^ (hash >> 48)) & 0xffffff);
    }
}

/// <summary>How texts become rows: what a program must know that feeds an exported model.</summary>
/// <param name="LongestText"><inheritdoc cref="TextFeatureOptions.LongestText" path="/summary"/></param>
/// <param name="AcrossWords"><inheritdoc cref="TextFeatureOptions.AcrossWords" path="/summary"/></param>
public sealed record TextRowShape(int LongestText, bool AcrossWords);
