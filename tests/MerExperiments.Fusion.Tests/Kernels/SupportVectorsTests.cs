using MerExperiments.Fusion.Kernels;

namespace MerExperiments.Fusion.Tests.Kernels;

public sealed class SupportVectorsTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(3)]
    [InlineData(300)]
    public void Fit_TwoClasses_MeetsTheConditionsOfTheOptimum(double cost)
    {
        TrainingRows rows = Example.Draw(90).Rows;
        float[] kernel = new Kernel("rbf", 0.8).Matrix(RidgeSolutionTests.TaskOf(rows).Columns);
        int[] some = [.. Enumerable.Range(0, 90).Where(row => rows.Labels[row] != 2)];
        sbyte[] signs = [.. some.Select(row => (sbyte)(rows.Labels[row] == 0 ? 1 : -1))];

        (double[] coefficients, double constant) = SupportVectors.Fit(kernel, 90, some, signs, [.. some.Select(_ => cost)], CancellationToken.None);

        Assert.Equal(0, coefficients.Sum(), 1e-6);
        for (int i = 0; i < some.Length; i++)
        {
            double margin = signs[i] * (constant + some.Select((row, j) => coefficients[j] * kernel[(some[i] * 90) + row]).Sum()), multiplier = coefficients[i] * signs[i];
            Assert.InRange(multiplier, 0, cost);
            Assert.InRange(margin, multiplier < cost ? 0.99 : double.NegativeInfinity, multiplier > 0 ? 1.01 : double.PositiveInfinity);
        }
    }

    [Fact]
    public void Fit_MachinesThatShareTheirWork_GivesTheBytesOfOneAlone()
    {
        TrainingRows rows = Example.Draw(90, missing: 0.1).Rows;
        var shared = new SharedWork(1_000_000);

        foreach (string head in new[] { "kernel-ridge", "svm", "product", "nearest-neighbours" })
        {
            byte[] alone = Bytes(head, rows), first = Bytes(head, rows with { Shared = shared }), second = Bytes(head, rows with { Shared = shared });
            Assert.Equal(alone, first);
            Assert.Equal(alone, second);
            Assert.Equal(alone, Bytes(head, rows with { Shared = new SharedWork(0) }));
        }
    }

    private static byte[] Bytes(string head, TrainingRows rows) =>
        Fusion.Estimators.Heads.Find(head).Fit(rows, Example.Labels, Search.ParameterSet.Empty, new NamedSeed(1), CancellationToken.None).Model.ToBytes();
}
