using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Charts;

/// <summary>A confusion matrix, rows = true class, columns = predicted class.</summary>
/// <param name="Labels">The classes, in order.</param>
/// <param name="Counts">How many utterances each cell holds.</param>
/// <param name="RowShares">Each count as a share of its row, so that rows sum to 1; 0 where a row is empty.</param>
/// <param name="N">All utterances.</param>
internal sealed record ConfusionData(
    IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Counts, IReadOnlyList<IReadOnlyList<double>> RowShares, int N)
{
    /// <summary>Takes the matrix of a scored set.</summary>
    public static ConfusionData From(ScoredSet set) => new(
        [.. set.PerClass.Select(score => score.Label)], set.Confusion, [.. set.Confusion.Select(Shares)], set.N);

    /// <summary>The off-diagonal cell with the greatest share of its row, or null where nothing was confused.</summary>
    public (string True, string Predicted, double Share)? WorstConfusion() =>
        Enumerable.Range(0, Labels.Count)
            .SelectMany(row => Enumerable.Range(0, Labels.Count).Where(column => column != row)
                .Select(column => (Labels[row], Labels[column], Share: RowShares[row][column])))
            .Where(cell => cell.Share > 0)
            .OrderByDescending(cell => cell.Share)
            .Select(cell => ((string, string, double)?)cell)
            .FirstOrDefault();

    private static IReadOnlyList<double> Shares(IReadOnlyList<int> row)
    {
        double sum = row.Sum();
        return [.. row.Select(count => sum == 0 ? 0 : count / sum)];
    }
}
