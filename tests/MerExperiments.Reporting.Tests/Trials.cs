using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Reporting.Tests;

/// <summary>Writes the sweep of one iteration: 18 trials over three heads, of which 0005 fails, 0011 is pruned and 0017 has no result.</summary>
internal static class Trials
{
    private static readonly string[] Heads = ["attention", "concat-mlp", "lightgbm"];

    /// <summary>Writes the trials.</summary>
    public static void Write(string iterationFolder, int iteration, string failureReason)
    {
        var store = new TrialStore(iterationFolder);
        Random random = new NamedSeed(7).For("trials", iteration).ToRandom();
        for (int number = 0; number < 18; number++)
        {
            TrialSpec spec = Spec(number, random);
            store.Begin(spec);
            if (Result(number, iteration, failureReason, random) is { } result)
            {
                store.Commit(spec, result);
            }
        }
    }

    private static TrialSpec Spec(int number, Random random)
    {
        string head = Heads[number % 3];
        ParameterSet set = ParameterSet.Empty.With("head", new ParameterValue(head)).With("features.face-texture", new ParameterValue(number % 4 == 0 ? "no" : "yes"));
        set = head == "lightgbm"
            ? set.With("lightgbm.leaves", new ParameterValue(random.Next(8, 64))).With("lightgbm.learning_rate", Log(random, -2, -0.5))
            : set.With($"{head}.hidden", new ParameterValue(64 << random.Next(3)))
                .With($"{head}.learning_rate", Log(random, -4, -2))
                .With($"{head}.dropout", new ParameterValue(Math.Round(random.NextDouble() * 0.5, 3)));
        return new TrialSpec { Number = number, Parameters = set, Seed = (ulong)number, ProposedBy = number < 3 ? "baseline" : "tpe" };
    }

    private static TrialResult? Result(int number, int iteration, string failureReason, Random random)
    {
        double score = 0.70 + (0.01 * iteration) + (0.1 * random.NextDouble());
        return number switch
        {
            5 => new TrialResult { State = TrialState.Failed, Reason = failureReason, Seconds = 0.4 },
            11 => new TrialResult { State = TrialState.Pruned, Reason = "after 2 of 5 folds its score 0.512 lies below the median 0.741", FoldScores = [0.52, 0.504], Seconds = 1.1 },
            17 => null,
            _ => new TrialResult { State = TrialState.Completed, Score = score, FoldScores = [score - 0.02, score, score + 0.02], Seconds = 2.5 + number },
        };
    }

    private static ParameterValue Log(Random random, double low, double high) => new(Math.Pow(10, low + ((high - low) * random.NextDouble())));
}
