using System.Text.Encodings.Web;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Tokenizers;

namespace MerExperiments.AudioText.Weights;

/// <summary>Tensor names as faults show them: quoted, control characters escaped, long ones cut. A name comes from a file and may be anything.</summary>
internal static class TensorNames
{
    private const int Longest = 120;

    /// <summary>A name in quotes.</summary>
    public static string Quoted(string name)
    {
        string cut = name.Length > Longest ? name[..Longest] + "…" : name;
        return $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(cut)}\"";
    }

    /// <summary>Some names in quotes, and how many more there are.</summary>
    public static string Listed(IReadOnlyCollection<string> names, int most = 8)
    {
        string shown = string.Join(", ", names.Take(most).Select(Quoted));
        return names.Count > most ? FormattableString.Invariant($"{shown} and {names.Count - most} more") : shown;
    }
}

/// <summary>Keeps the refusal of a damaged file readable: a header may hold a million faults.</summary>
internal static class FaultLimit
{
    private const int Most = 100;

    /// <summary>Throws where there is a fault: the first hundred, and how many more there are.</summary>
    public static void ThrowIfAny(string file, List<Fault> faults)
    {
        if (faults.Count > Most)
        {
            int more = faults.Count - Most;
            faults.RemoveRange(Most, more);
            faults.Add(new Fault(file, FormattableString.Invariant($"has {more} more faults of this kind")));
        }

        InvalidInputException.ThrowIfAny(faults);
    }
}

/// <summary>Holds a tokenizer against the embedding its ids will look up.</summary>
internal static class TokenizerAgreement
{
    /// <summary>What is wrong between the two; empty where every id has a row. Fewer ids than rows is right: published embeddings are padded.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="configuration">The language model.</param>
    /// <param name="place">Where the tokenizer is named, for the fault.</param>
    public static IReadOnlyList<Fault> Check(TextTokenizer tokenizer, LanguageModelConfiguration configuration, string place) =>
        tokenizer.VocabularySize <= configuration.VocabularySize
            ? []
            : [new Fault(place, FormattableString.Invariant(
                $"is a tokenizer of ids up to {tokenizer.VocabularySize - 1}, but the language model's embedding has {configuration.VocabularySize} rows (vocab_size); take the tokenizer that was published with the model"))];
}
