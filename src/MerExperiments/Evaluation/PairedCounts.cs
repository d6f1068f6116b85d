namespace MerExperiments.Evaluation;

/// <summary>The confusion counts of two sets of predictions, unit by unit, to be exchanged or drawn together. Not thread-safe.</summary>
internal sealed class PairedCounts
{
    private readonly int[][] _a;
    private readonly int[][] _b;
    private readonly int[] _countsA;
    private readonly int[] _countsB;
    private readonly int _classes;
    private readonly Metric _metric;

    public PairedCounts(int[] predictedA, int[] predictedB, Reference reference, Metric metric)
    {
        _classes = reference.Labels.Count;
        _metric = metric;
        _a = BootstrapInterval.CellsOfUnits(predictedA, reference);
        _b = BootstrapInterval.CellsOfUnits(predictedB, reference);
        _countsA = new int[_classes * _classes];
        _countsB = new int[_classes * _classes];
        Observed = DifferenceOver(Enumerable.Range(0, _a.Length).Select(unit => (unit, false)));
    }

    /// <summary>The metric of B minus that of A.</summary>
    public double Observed { get; }

    /// <summary>The difference after exchanging A and B on each unit with probability one half.</summary>
    public double DifferenceOfExchange(Random random) =>
        DifferenceOver(Enumerable.Range(0, _a.Length).Select(unit => (unit, random.Next(2) == 1)));

    /// <summary>The difference on units drawn with replacement.</summary>
    public double DifferenceOfDraw(Random random) =>
        DifferenceOver(Enumerable.Range(0, _a.Length).Select(_ => (random.Next(_a.Length), false)));

    private double DifferenceOver(IEnumerable<(int Unit, bool Exchanged)> units)
    {
        Array.Clear(_countsA);
        Array.Clear(_countsB);
        foreach ((int unit, bool exchanged) in units)
        {
            Add(_a[unit], exchanged ? _countsB : _countsA);
            Add(_b[unit], exchanged ? _countsA : _countsB);
        }

        return Metrics.OfCounts(_metric, _countsB, _classes) - Metrics.OfCounts(_metric, _countsA, _classes);
    }

    private static void Add(int[] cells, int[] counts)
    {
        foreach (int cell in cells)
        {
            counts[cell]++;
        }
    }
}
