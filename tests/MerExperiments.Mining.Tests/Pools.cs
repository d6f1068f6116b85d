using CsCheck;

namespace MerExperiments.Mining.Tests;

/// <summary>Builds voters over small pools of three classes.</summary>
internal static class Pools
{
    public static LabelSet Labels { get; } = new(["a", "b", "c"]);

    /// <summary>Options that let everything in.</summary>
    public static VotingOptions Open { get; } = new() { MinimumAgreement = 0.5, MinimumConfidence = 0, ClassBalance = false, MaximumShare = 10 };

    /// <summary>Iteration 1, fold 2, with 100 human labels of every class.</summary>
    public static VotingRound Round { get; } = new(1, 2, [100, 100, 100]);

    public static VoterPosteriors Voter(string name, params (string Name, float A, float B, float C)[] rows) => new(
        name, new Posteriors([.. rows.Select(row => row.Name)], Labels, [.. rows.SelectMany(row => new[] { row.A, row.B, row.C })]));

    /// <summary>One to five voters over a pool of up to twenty utterances.</summary>
    public static Gen<VoterPosteriors[]> Any { get; } =
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 20]).SelectMany((voters, rows) => Gen.Float[0.01f, 1].Array[voters * rows * 3]
            .Select(values => Enumerable.Range(0, voters)
                .Select(v => new VoterPosteriors($"{v:D4}", PosteriorsOf(values[(v * rows * 3)..((v + 1) * rows * 3)])))
                .ToArray()));

    private static Posteriors PosteriorsOf(float[] odds) => new(
        [.. Enumerable.Range(0, odds.Length / 3).Select(row => $"u{row}")],
        Labels,
        [.. odds.Chunk(3).SelectMany(row => row.Select(value => value / row.Sum()))]);
}
