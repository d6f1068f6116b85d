using MerExperiments.Fusion.Trainers;
using MerExperiments.Search;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Kernels;

/// <summary>Kernel ridge regression of the classes' indicators, and what it says of each training row when that row's group is left out: exactly, without a second fit.</summary>
/// <remarks>Minimises the sum over rows of weight times squared error, plus the penalty times the function's squared norm (Saunders, Gammerman and Vovk, 1998). Left out, a group's
/// residuals are its block of the inverse, inverted, times its coefficients (An, Liu and Venkatesh, 2007).</remarks>
/// <param name="Coefficients">Row-major [rows, classes].</param>
/// <param name="Constant">What is added to each class's score.</param>
/// <param name="LeftOut">Row-major [rows, classes]: the scores of each row by the fit without its group.</param>
internal sealed record RidgeSolution(float[] Coefficients, float[] Constant, float[] LeftOut)
{
    /// <summary>What of it can be swept: the kernel, the penalty, and how far rare classes are weighed up.</summary>
    public static SearchSpace Space { get; } = new(
    [
        .. Kernel.Parameters,
        new RealParameter("penalty", 1e-3, 10, 0.1, Logarithmic: true),
        new RealParameter("balance", 0, 1, 0.5),
    ]);

    /// <summary>Solves.</summary>
    /// <param name="kernel">The matrix [rows, rows] of the rows.</param>
    /// <param name="task">The rows, with labels.</param>
    /// <param name="weights">Each row's weight, above 0.</param>
    /// <param name="penalty">Above 0.</param>
    /// <param name="cancellation">Stops before the inversion.</param>
    public static RidgeSolution Of(float[] kernel, KernelTask task, double[] weights, double penalty, CancellationToken cancellation)
    {
        int rows = task.Count, classes = task.Classes;
        double[] priors = Priors(task, weights), targets = new double[rows * classes];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = (task.Rows.Labels[i / classes] == i % classes ? 1 : 0) - priors[i % classes];
        }

        double mean = weights.Average();
        double[] system = Array.ConvertAll(kernel, likeness => likeness + 1.0); // the constant function is one more direction
        for (int row = 0; row < rows; row++)
        {
            system[(row * rows) + row] += penalty * mean / weights[row];
        }

        cancellation.ThrowIfCancellationRequested();
        double[] inverse = Inverse(system, rows);
        double[] solved = Times(inverse, targets, rows, classes);
        float[] leftOut = new float[targets.Length];
        foreach (int[] group in task.Groups)
        {
            double[] residuals = Residuals(inverse, solved, group, rows, classes);
            for (int i = 0; i < residuals.Length; i++)
            {
                int place = (group[i / classes] * classes) + (i % classes);
                leftOut[place] = (float)(targets[place] - residuals[i] + priors[i % classes]);
            }
        }

        double[] constant = [.. priors];
        for (int i = 0; i < solved.Length; i++)
        {
            constant[i % classes] += solved[i];
        }

        return new RidgeSolution(Array.ConvertAll(solved, value => (float)value), Array.ConvertAll(constant, value => (float)value), leftOut);
    }

    /// <summary>By what scores are multiplied before a softmax, so that the labels of the rows left out are most likely. Rows that a human labelled decide, where there are any.</summary>
    public double ScaleFor(KernelTask task) => ScaleOf(LeftOut, task);

    /// <summary>The same for any scores of the training rows by fits that did not see them.</summary>
    public static double ScaleOf(float[] leftOut, KernelTask task)
    {
        int[] human = [.. Enumerable.Range(0, task.Count).Where(task.Rows.MayValidate)];
        return human.Length == 0
            ? ScoreScale.Unit(leftOut, task.Classes)
            : ScoreScale.Fit([.. human.SelectMany(row => leftOut[(row * task.Classes)..((row + 1) * task.Classes)])], [.. human.Select(row => task.Rows.Labels[row])], task.Classes);
    }

    private static double[] Priors(KernelTask task, double[] weights)
    {
        double[] priors = new double[task.Classes];
        for (int row = 0; row < weights.Length; row++)
        {
            priors[task.Rows.Labels[row]] += weights[row];
        }

        double sum = priors.Sum();
        return Array.ConvertAll(priors, prior => prior / sum);
    }

    private static double[] Inverse(double[] matrix, int rows)
    {
        using DisposeScope scope = NewDisposeScope();
        return linalg.inv(tensor(matrix, [rows, rows]).clone()).contiguous().data<double>().ToArray();
    }

    private static double[] Times(double[] matrix, double[] targets, int rows, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor(matrix, [rows, rows]).clone().matmul(tensor(targets, [rows, classes]).clone()).contiguous().data<double>().ToArray();
    }

    /// <summary>The residuals [group, classes] of a group that is left out.</summary>
    private static double[] Residuals(double[] inverse, double[] solved, int[] group, int rows, int classes)
    {
        if (group is [int only])
        {
            return [.. Enumerable.Range(0, classes).Select(c => solved[(only * classes) + c] / inverse[(only * rows) + only])];
        }

        using DisposeScope scope = NewDisposeScope();
        double[] block = [.. group.SelectMany(i => group.Select(j => inverse[(i * rows) + j]))];
        double[] right = [.. group.SelectMany(i => Enumerable.Range(0, classes).Select(c => solved[(i * classes) + c]))];
        return linalg.solve(tensor(block, [group.Length, group.Length]).clone(), tensor(right, [group.Length, classes]).clone()).contiguous().data<double>().ToArray();
    }
}
