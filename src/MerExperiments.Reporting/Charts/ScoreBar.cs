using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Charts;

/// <summary>One score with its interval, as a bar or a point.</summary>
/// <param name="Name">What was scored.</param>
/// <param name="Score">The score, 0 to 1.</param>
/// <param name="Interval">Its 95% interval; null where there is none.</param>
/// <param name="N">How many utterances were scored.</param>
public sealed record ScoreBar(string Name, double Score, Interval? Interval, int N);
