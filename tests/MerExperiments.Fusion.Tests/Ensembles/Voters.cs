using MerExperiments.Fusion.Ensembles;

namespace MerExperiments.Fusion.Tests.Ensembles;

/// <summary>Members that are right with a stated probability each, independently.</summary>
internal static class Voters
{
    public static (EnsembleMember[] Members, int[] Truth) Draw(int count, params double[] skills) => Draw(count, 1, skills);

    public static (EnsembleMember[] Members, int[] Truth) Draw(int count, int seed, params double[] skills)
    {
        var random = new Random(seed);
        int[] truth = [.. Enumerable.Range(0, count).Select(_ => random.Next(3))];
        string[] names = [.. Enumerable.Range(0, count).Select(row => FormattableString.Invariant($"clip{row}"))];
        return ([.. skills.Select((skill, m) => new EnsembleMember(FormattableString.Invariant($"voter{m}"), Vote(names, truth, skill, random)))], truth);
    }

    public static double Accuracy(Posteriors posteriors, IReadOnlyList<int> truth) =>
        posteriors.PredictedIndices().Zip(truth).Count(pair => pair.First == pair.Second) / (double)truth.Count;

    private static Posteriors Vote(string[] names, int[] truth, double skill, Random random)
    {
        float[] values = new float[truth.Length * 3];
        for (int row = 0; row < truth.Length; row++)
        {
            int voted = random.NextDouble() < skill ? truth[row] : random.Next(3);
            float confidence = (float)(0.4 + 0.5 * random.NextDouble());
            for (int c = 0; c < 3; c++)
            {
                values[row * 3 + c] = c == voted ? confidence : (1 - confidence) / 2;
            }
        }

        return new Posteriors(names, Example.Labels, values);
    }
}
