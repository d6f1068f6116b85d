using MerExperiments.Fusion.Kernels;

namespace MerExperiments.Fusion.Tests.Kernels;

public sealed class RidgeSolutionTests
{
    private static readonly Kernel Rbf = new("rbf", 0.8);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LeftOut_EveryGroup_IsWhatAFitWithoutItSays(bool speakers)
    {
        TrainingRows rows = Example.Draw(24).Rows with { Speakers = [.. Enumerable.Range(0, 24).Select(row => speakers ? $"s{row / 5}" : null)] };
        KernelTask task = TaskOf(rows);
        float[] kernel = Rbf.Matrix(task.Columns);
        double[] weights = [.. Enumerable.Range(0, 24).Select(row => row % 3 == 0 ? 0.5 : 1)];

        RidgeSolution all = RidgeSolution.Of(kernel, task, weights, 0.1, CancellationToken.None);

        int[] group = task.Groups[1], rest = [.. Enumerable.Range(0, 24).Except(group)];
        Assert.Equal(speakers ? 5 : 1, group.Length);
        double[] priors = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 24).Where(row => rows.Labels[row] == c).Sum(row => weights[row]) / weights.Sum())];
        foreach (int row in group)
        {
            Assert.Equal(Refitted(kernel, rows, weights, priors, rest, row), all.LeftOut[(row * 3)..((row + 1) * 3)], (one, other) => Math.Abs(one - other) < 1e-4);
        }
    }

    [Fact]
    public void Matrix_OfAnyKernel_IsSymmetricWithOnesOnTheDiagonalOnTheAverage()
    {
        KernelTask task = TaskOf(Example.Draw(60).Rows);

        foreach (string kind in new[] { "rbf", "laplacian", "linear" })
        {
            float[] kernel = new Kernel(kind, 1).Matrix(task.Columns);
            Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(kernel[(i * 60) + 7], kernel[(7 * 60) + i]));
            Assert.Equal(1, Enumerable.Range(0, 60).Average(i => kernel[(i * 60) + i]), 0.05);
        }
    }

    [Fact]
    public void Distances_OfAColumn_HaveTheMeanOne()
    {
        KernelColumn column = TaskOf(Example.Draw(40).Rows).Columns[1];

        Assert.Equal(1, Enumerable.Range(0, 40).SelectMany(i => Enumerable.Range(0, i).Select(j => column.Distances[(i * 40) + j])).Average(), 1e-4);
    }

    internal static KernelTask TaskOf(TrainingRows rows) => new(rows, [.. rows.Columns.Select(column => KernelColumn.Fit(column, rows.Count))], 3);

    /// <summary>The scores of a row by the system of the other rows, solved by elimination.</summary>
    private static float[] Refitted(float[] kernel, TrainingRows rows, double[] weights, double[] priors, int[] rest, int row)
    {
        double mean = weights.Average();
        return [.. Enumerable.Range(0, 3).Select(c =>
        {
            double[][] system = [.. rest.Select((i, place) => (double[])[
                .. rest.Select((j, other) => kernel[(i * 24) + j] + 1.0 + (place == other ? 0.1 * mean / weights[i] : 0)),
                (rows.Labels[i] == c ? 1 : 0) - priors[c]])];
            double[] solved = Solve(system);
            return (float)(priors[c] + rest.Select((j, place) => (kernel[(row * 24) + j] + 1.0) * solved[place]).Sum());
        })];
    }

    private static double[] Solve(double[][] system)
    {
        int n = system.Length;
        for (int pivot = 0; pivot < n; pivot++)
        {
            for (int row = 0; row < n; row++)
            {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int c = pivot; c <= n && row != pivot; c++)
                {
                    system[row][c] -= factor * system[pivot][c];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(row => system[row][n] / system[row][row])];
    }
}
