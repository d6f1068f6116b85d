using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Tests;

/// <summary>Builds scored sets from confusion matrices, so that every figure in a test belongs to the others.</summary>
internal static class Scores
{
    /// <summary>Scores a matrix; the intervals are the score plus and minus 0.02.</summary>
    public static ScoredSet Of(IReadOnlyList<string> labels, int[][] confusion, ScoredLabels scoredOn = ScoredLabels.HumanLabelsOfTestPart)
    {
        ClassScore[] classes = [.. labels.Select((label, i) => Class(label, i, confusion))];
        double n = confusion.Sum(row => row.Sum());
        double accuracy = labels.Select((_, i) => confusion[i][i]).Sum() / n;
        double waf = classes.Sum(c => c.Support / n * c.F1), uar = classes.Where(c => c.Support > 0).Average(c => c.Recall);
        return new ScoredSet
        {
            N = (int)n,
            Waf = waf,
            Accuracy = accuracy,
            Uar = uar,
            WafInterval = new Interval(waf - 0.02, waf + 0.02),
            UarInterval = new Interval(uar - 0.02, uar + 0.02),
            AccuracyInterval = new Interval(accuracy - 0.02, accuracy + 0.02),
            Resampled = new ResampledUnits((int)n, "utterances"),
            PerClass = classes,
            Confusion = confusion,
            ScoredOn = scoredOn,
        };
    }

    /// <summary>A matrix of the given supports in which a share of each row is right and the rest is spread over the others in turn.</summary>
    public static int[][] Matrix(int[] support, double right)
    {
        int[][] matrix = [.. support.Select(_ => new int[support.Length])];
        for (int row = 0; row < support.Length; row++)
        {
            matrix[row][row] = (int)Math.Round(support[row] * right);
            for (int rest = support[row] - matrix[row][row], step = 1; rest > 0; rest--, step++)
            {
                matrix[row][(row + 1 + (step % (support.Length - 1))) % support.Length]++;
            }
        }

        return matrix;
    }

    private static ClassScore Class(string label, int index, int[][] confusion)
    {
        double hit = confusion[index][index], support = confusion[index].Sum(), predicted = confusion.Sum(row => row[index]);
        double precision = predicted == 0 ? 0 : hit / predicted, recall = support == 0 ? 0 : hit / support;
        return new ClassScore(label, (int)support, precision, recall, hit == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
}
