namespace MerExperiments.Evaluation;

/// <summary>Asks whether one set of predictions is better than another on the same utterances.</summary>
/// <remarks>The p-value is by approximate randomisation (Noreen, 1989; Yeh, 2000): were both equally good, exchanging their predictions
/// on random units would change the difference as often up as down. p = (1 + rounds at least as far apart) / (1 + rounds), two-sided.
/// Speakers, where known, are exchanged and drawn whole. Deterministic by its seed.</remarks>
/// <param name="reference">The human labels of the utterances, and what is exchanged and drawn.</param>
/// <param name="metric">The metric compared.</param>
public sealed class PairedTest(Reference reference, Metric metric)
{
    /// <summary>The number of random exchanges.</summary>
    public const int Rounds = 2000;

    /// <summary>Compares b with a.</summary>
    /// <param name="kind">What is compared with what.</param>
    /// <param name="a">Whose predictions come first, and the predicted class index of every row of the reference.</param>
    /// <param name="b">Whose predictions the verdict is on.</param>
    /// <param name="seed">The seed of the exchanges and draws.</param>
    /// <exception cref="ArgumentException">The predictions do not fit the reference's rows or classes.</exception>
    public PairedComparison Compare(
        ComparisonKind kind, (ComparedPredictions Of, int[] Predicted) a, (ComparedPredictions Of, int[] Predicted) b, NamedSeed seed)
    {
        reference.Check(a.Predicted, nameof(a));
        reference.Check(b.Predicted, nameof(b));
        var pair = new PairedCounts(a.Predicted, b.Predicted, reference, metric);
        return new PairedComparison
        {
            Kind = kind,
            A = a.Of,
            B = b.Of,
            Metric = metric,
            Difference = pair.Observed,
            DifferenceInterval = IntervalOf(pair, seed.For("paired bootstrap").ToRandom()),
            P = PValue(pair, seed.For("exchange").ToRandom()),
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
