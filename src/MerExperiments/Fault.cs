namespace MerExperiments;

/// <summary>One thing wrong with an input.</summary>
/// <param name="Place">Where: a file, a file and row (<c>labels.csv:12</c>) or a JSON path (<c>experiments.json: experiments.emodb.folds</c>).</param>
/// <param name="Problem">What is wrong, with the value and the rule, e.g. <c>is 1; it must be 2 or more</c>.</param>
public sealed record Fault(string Place, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Problem}";
}
