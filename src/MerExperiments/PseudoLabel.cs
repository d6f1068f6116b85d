namespace MerExperiments;

/// <summary>A label that a mining iteration gave a pool utterance, with everything that let it in.</summary>
/// <remarks>It enters the training part of the one fold it was mined for, because its voters never trained on that fold's validation part.</remarks>
public sealed record PseudoLabel
{
    /// <summary>The pool utterance.</summary>
    public required string Name { get; init; }

    /// <summary>The class it was given.</summary>
    public required string Label { get; init; }

    /// <summary>The mining iteration that gave it, 1 or more.</summary>
    public required int Iteration { get; init; }

    /// <summary>The fold whose training part it enters, 0 or more.</summary>
    public required int Fold { get; init; }

    /// <summary>The share of voters that chose <see cref="Label"/>, 0 to 1.</summary>
    public required double Agreement { get; init; }

    /// <summary>The mean over all voters of the calibrated posterior of <see cref="Label"/>, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The rule that let it in, in words, e.g. <c>agreement 1 &gt;= 0.8; confidence 0.97 &gt;= 0.9; rank 3 of quota 20</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Each voter's class and posterior, in the voters' order.</summary>
    public required IReadOnlyList<Vote> Votes { get; init; }
}

/// <summary>What one voter said of one pool utterance.</summary>
/// <param name="Voter">The voter's name: the id of the trial whose model votes.</param>
/// <param name="Label">The class it gives the highest calibrated posterior.</param>
/// <param name="Posterior">That calibrated posterior, 0 to 1.</param>
public sealed record Vote(string Voter, string Label, double Posterior);
