using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Sweeps;

namespace MerExperiments.Benchmarks;

/// <summary>How near each tuner comes to known optima, over twenty seeds, in the generations of four in which a sweep asks.</summary>
internal sealed class TunersBenchmark : IBenchmark
{
    private const int Seeds = 20, Trials = 50, Batch = 4;
    private static readonly int[] Marks = [10, 25, 50];

    public string Name => "tuners";

    public string About =>
        "Functions turned so that higher is better; each cell is the mean over 20 seeds of how far the best of the first 10, 25 and 50 trials lies below the optimum. p: sign-flip test over "
        + "the seeds' differences to random search at 50 trials, two-sided. The noisy function is judged by its value without noise.";

    public MarkdownTable Run()
    {
        var rows = new List<string[]>();
        foreach (Task task in Tasks())
        {
            double[] random = [.. Enumerable.Range(0, Seeds).Select(seed => Regrets("random", task, seed)[^1])];
            foreach (string tuner in Tuners.Names)
            {
                double[][] regrets = [.. Enumerable.Range(0, Seeds).Select(seed => Regrets(tuner, task, seed))];
                double[] gains = [.. regrets.Select((of, seed) => random[seed] - of[^1])];
                rows.Add([
                    task.Name, tuner, .. Marks.Select((_, mark) => FormattableString.Invariant($"{regrets.Average(of => of[mark]):0.000}")),
                    FormattableString.Invariant($"{gains.Count(gain => gain > 0)} of {Seeds}"), tuner == "random" ? "-" : FormattableString.Invariant($"{SignFlip(gains):0.0000}")]);
            }
        }

        return new MarkdownTable(["function", "tuner", "after 10", "after 25", "after 50", "better than random", "p"], rows);
    }

    private static double[] Regrets(string name, Task task, int seed)
    {
        ITuner tuner = Tuners.Find(name)!;
        var root = new NamedSeed(77).For("seed", seed);
        var history = new List<TrialRecord>();
        var truth = new List<double>();
        while (history.Count < Trials)
        {
            var known = new List<TrialRecord>(history);
            for (int i = 0; i < Batch && known.Count < Trials; i++)
            {
                ParameterSet set = tuner.Propose(task.Space, known, root.For("proposal", known.Count));
                known.Add(new TrialRecord(new TrialSpec { Number = known.Count, Parameters = set, Seed = 0, ProposedBy = name }, null));
            }

            foreach (TrialRecord open in known.Skip(history.Count).ToArray())
            {
                double value = task.Value(open.Spec.Parameters);
                truth.Add(value);
                double noise = task.Noise * Normal(root.For("noise", open.Spec.Number).ToRandom());
                history.Add(open with { Result = new TrialResult { State = TrialState.Completed, Score = value + noise } });
            }
        }

        // Judged by the value of the trial that looked best so far: with noise, that is not the best value seen.
        return [.. Marks.Select(mark => task.Optimum - truth[Enumerable.Range(0, mark).MaxBy(i => history[i].Result!.Score)])];
    }

    /// <summary>How often differences of random signs have a mean as far from 0, over 20,000 draws.</summary>
    private static double SignFlip(double[] differences)
    {
        var random = new Random(1);
        double seen = Math.Abs(differences.Sum());
        int draws = 20_000;
        return (1.0 + Enumerable.Range(0, draws).Count(_ => Math.Abs(differences.Sum(difference => random.Next(2) == 0 ? difference : -difference)) >= seen - 1e-12)) / (draws + 1);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IEnumerable<Task> Tasks()
    {
        SearchSpace Box(int dimensions, double low, double high, double start) =>
            new(Enumerable.Range(0, dimensions).Select(i => new RealParameter(FormattableString.Invariant($"x{i}"), low, high, start)));
        double[] X(ParameterSet set, int dimensions) => [.. Enumerable.Range(0, dimensions).Select(i => set.Real(FormattableString.Invariant($"x{i}")))];
        yield return new Task("branin", new SearchSpace([new RealParameter("x0", -5, 10, 2.5), new RealParameter("x1", 0, 15, 7.5)]), set => -Branin(set.Real("x0"), set.Real("x1")), -0.397887, 0);
        yield return new Task("hartmann6", Box(6, 0, 1, 0.5), set => Hartmann(X(set, 6)), 3.32237, 0);
        yield return new Task("rosenbrock, 4, log10", Box(4, -2, 2, -1.5), set => -Math.Log10(1 + Rosenbrock(X(set, 4))), 0, 0);
        yield return new Task("ackley, 4, optimum at 1.3", Box(4, -10, 10, -4), set => -Ackley([.. X(set, 4).Select(x => x - 1.3)]), 0, 0);
        yield return new Task("conditional", Conditional, ConditionalScore, 1, 0);
        yield return new Task("conditional, noise 0.05", Conditional, ConditionalScore, 1, 0.05);
    }

    /// <summary>Three heads with parameters of their own, as a sweep has them.</summary>
    private static SearchSpace Conditional { get; } = new(
    [
        new ChoiceParameter("head", ["trees", "linear", "mlp"]),
        new IntegerParameter("leaves", 4, 256, 31, Logarithmic: true) { When = new ActiveWhen("head", "trees") },
        new RealParameter("penalty", 1e-6, 1, 1e-3, Logarithmic: true) { When = new ActiveWhen("head", "linear") },
        new RealParameter("rate", 1e-6, 1, 0.1, Logarithmic: true) { When = new ActiveWhen("head", "mlp") },
        new IntegerParameter("width", 8, 512, 16) { When = new ActiveWhen("head", "mlp") },
        new RealParameter("dropout", 0, 0.9, 0) { When = new ActiveWhen("head", "mlp") },
    ]);

    private static double ConditionalScore(ParameterSet set) => set.Choice("head") switch
    {
        "trees" => 0.6 - (0.1 * Math.Abs(Math.Log2(set.Real("leaves") / 64))),
        "linear" => 0.5 - (0.05 * Math.Abs(Math.Log10(set.Real("penalty") / 1e-4))),
        _ => 1 - (0.15 * Math.Abs(Math.Log10(set.Real("rate") / 1e-3))) - (0.5 * Math.Abs(set.Real("width") - 96) / 504) - (0.5 * Math.Abs(set.Real("dropout") - 0.3)),
    };

    private static double Branin(double x, double y) =>
        Math.Pow(y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;

    private static double Rosenbrock(double[] x) => x.Zip(x.Skip(1), (a, b) => (100 * Math.Pow(b - (a * a), 2)) + Math.Pow(1 - a, 2)).Sum();

    private static double Ackley(double[] x) =>
        (-20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E;

    private static double Hartmann(double[] x)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] p =
        [
            [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
            [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
        ];
        return alpha.Select((weight, i) => weight * Math.Exp(-x.Select((value, j) => a[i][j] * Math.Pow(value - p[i][j], 2)).Sum())).Sum();
    }

    /// <summary>A function with a known optimum.</summary>
    private sealed record Task(string Name, SearchSpace Space, Func<ParameterSet, double> Value, double Optimum, double Noise);
}
