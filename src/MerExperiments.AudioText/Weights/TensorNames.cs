using System.Text.Encodings.Web;

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
