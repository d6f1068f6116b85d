namespace MerExperiments.Evaluation;

/// <summary>Asks whether one set of predictions is better than another on the same utterances.</summary>
/// <remarks>The p-value is by approximate randomisation (Noreen, 1989; Yeh, 2000): were both equally good, exchanging their predictions
/// on random units would change the difference as often up as down. p = (1 + rounds at least as far apart) / (1 + rounds), two-sided.
/// Speakers, where known, are exchanged and drawn whole. Deterministic by its seed.</remarks>
public static class PairedTest
{
    /// <summary>The number of random exchanges.</summary>
    public const int Rounds = 2000;

    private const double SignificanceLevel = 0.05;

    /// <summary>Compares b with a.</summary>
    /// <exception cref="ArgumentException">The predictions do not fit the reference's rows or classes.</exception>
    public static PairedComparison Compare(NamedPredictions a, NamedPredictions b, Reference reference, Metric metric, NamedSeed seed)
    {
        reference.Check(a.Predicted, nameof(a));
        reference.Check(b.Predicted, nameof(b));
        var pair = new PairedCounts(a.Predicted, b.Predicted, reference, metric);
        double p = PValue(pair, seed.For("exchange").ToRandom());
        return new PairedComparison
        {
            A = a.Name,
            B = b.Name,
            Metric = Metrics.NameOf(metric),
            Difference = pair.Observed,
            DifferenceInterval = IntervalOf(pair, seed.For("paired bootstrap").ToRandom()),
            P = p,
            Verdict = p >= SignificanceLevel ? "no difference shown" : pair.Observed > 0 ? "better" : "worse",
        };
    }

    private static double PValue(PairedCounts pair, Random random)
    {
        const double roundingSlack = 1e-12;
        int asFar = 0;
        for (int round = 0; round < Rounds; round++)
        {
            if (Math.Abs(pair.DifferenceOfExchange(random)) >= Math.Abs(pair.Observed) - roundingSlack)
            {
                asFar++;
            }
        }

        return (1.0 + asFar) / (1.0 + Rounds);
    }

    private static Interval IntervalOf(PairedCounts pair, Random random)
    {
        double[] differences = new double[BootstrapInterval.DefaultDraws];
        for (int draw = 0; draw < differences.Length; draw++)
        {
            differences[draw] = pair.DifferenceOfDraw(random);
        }

        return BootstrapInterval.Middle95(differences);
    }
}
