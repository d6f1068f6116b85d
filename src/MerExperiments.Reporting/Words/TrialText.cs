using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Reporting.Words;

/// <summary>A trial in words: its head, and its other parameters.</summary>
internal static class TrialText
{
    /// <summary>The parameter that names the head.</summary>
    public const string HeadParameter = "head";

    /// <summary>The head's name, or <c>trial</c> where a sweep has only one.</summary>
    public static string Head(TrialSpec spec) => spec.Parameters.Find(HeadParameter)?.Text ?? "trial";

    /// <summary>The parameters but the head, numbers to four significant digits, the head's own prefix left away.</summary>
    public static string Parameters(TrialSpec spec)
    {
        string prefix = Head(spec) + ".";
        return string.Join(", ", spec.Parameters
            .Where(pair => pair.Key != HeadParameter)
            .Select(pair => $"{Without(prefix, pair.Key)} {Value(pair.Value)}"));
    }

    /// <summary>A value as a reader sees it.</summary>
    public static string Value(ParameterValue value) => value.Number is { } number ? NumberText.Short(number) : value.Text ?? "";

    private static string Without(string prefix, string name) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
