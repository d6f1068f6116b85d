using System.Text.RegularExpressions;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>Says what the joint model refuses in the keys of experiments.json: its options go by other names than the keys that set them.</summary>
internal static partial class AudioTextKeys
{
    private static readonly Dictionary<string, string> KeyOf = new(StringComparer.Ordinal)
    {
        ["batchRows"] = "batch",
        ["accumulatedBatches"] = "accumulation",
        ["vocabularySize"] = "vocabulary",
    };

    /// <summary>A fault in the words of experiments.json; one that names no option stays as it is.</summary>
    public static Fault Of(Fault fault) => new(fault.Place == "model" ? "audioText.model" : Translate(fault.Place), Translate(fault.Problem));

    /// <inheritdoc cref="Of(Fault)"/>
    public static InvalidInputException Of(InvalidInputException refusal) => new([.. refusal.Faults.Select(Of)]);

    private static string Translate(string text) => Option().Replace(
        text, match => $"audioText.{(KeyOf.TryGetValue(match.Groups[1].Value, out string? key) ? key : match.Groups[1].Value)}");

    /// <summary>An option's name where no section stands before it yet; the room's own sections, <c>training.</c> and <c>model.</c>, are one here.</summary>
    [GeneratedRegex(@"(?<![\w./\\])(?:training\.|model\.)?(batchRows|accumulatedBatches|vocabularySize|learningRate|recompute|longestAudio|longestText|lowRank)\b")]
    private static partial Regex Option();
}
