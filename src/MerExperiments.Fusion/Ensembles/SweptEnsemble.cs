namespace MerExperiments.Fusion.Ensembles;

/// <summary>Weights found by a sweep: the best of a number of draws, of which the first is the even weights.</summary>
/// <remarks>So it is never worse than the mean of all, by the metric and on the utterances it was fitted on. Members are handed to the
/// proposer in the order of their names, so their own order does not matter.</remarks>
public sealed class SweptEnsemble : IEnsembleMethod
{
    private readonly Func<Posteriors, IReadOnlyList<int>, double> _metric;
    private readonly int _draws;
    private readonly WeightProposer _propose;

    /// <param name="metric">Scores posteriors against labels; more is better.</param>
    /// <param name="draws">How many sets of weights are tried, the even one included; 1 or more.</param>
    /// <param name="propose">Proposes weights; null draws them evenly from the simplex.</param>
    public SweptEnsemble(Func<Posteriors, IReadOnlyList<int>, double> metric, int draws, WeightProposer? propose = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        (_metric, _draws, _propose) = (metric, draws, propose ?? FromTheSimplex);
    }

    /// <inheritdoc/>
    public string Name => "weights";

    /// <summary>Weights drawn evenly from the simplex: exponential numbers, which their sum then divides.</summary>
    public static IReadOnlyList<double> FromTheSimplex(IReadOnlyList<string> members, IReadOnlyList<WeightDraw> tried, NamedSeed seed)
    {
        Random random = seed.ToRandom();
        return [.. members.Select(_ => -Math.Log(1 - random.NextDouble()))];
    }

    /// <inheritdoc/>
    public EnsembleWeights Fit(IReadOnlyList<EnsembleMember> members, IReadOnlyList<int> truth, LabelSet labels, NamedSeed seed)
    {
        EnsembleInput.Check(members, truth, labels);
        EnsembleMember[] sorted = [.. members.OrderBy(member => member.Name, StringComparer.Ordinal)];
        string[] names = [.. sorted.Select(member => member.Name)];
        Posteriors[] posteriors = [.. sorted.Select(member => member.OutOfFold)];
        var tried = new List<WeightDraw>();
        for (int draw = 0; draw < _draws; draw++)
        {
            IReadOnlyList<double> proposed = draw == 0 ? [.. names.Select(_ => 1.0)] : _propose(names, tried, seed.For("draw", draw));
            double[] weights = proposed.Sum() > 0 ? [.. proposed] : [.. names.Select(_ => 1.0)];
            tried.Add(new WeightDraw([.. weights], _metric(new EnsembleWeights(names, weights).Apply(posteriors), truth)));
        }

        var best = new EnsembleWeights(names, tried.MaxBy(draw => draw.Score)!.Weights);
        return new EnsembleWeights([.. members.Select(member => member.Name)], [.. members.Select(member => best[member.Name])]);
    }
}
