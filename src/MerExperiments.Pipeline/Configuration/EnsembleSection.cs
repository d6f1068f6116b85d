using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>How trials are put together into the final answer.</summary>
public sealed record EnsembleSection
{
    /// <summary>How members and weights are found: <c>greedy</c> selection, swept <c>weights</c>, or the <c>mean</c> of the best.</summary>
    [Names(NameKind.EnsembleMethod)]
    public string Method { get; init; } = "greedy";

    /// <summary>The most members.</summary>
    [Between(1, 100)]
    public int Size { get; init; } = 8;

    /// <summary>Whether the weights of the members that greedy selection chose are swept afterwards; the method <c>weights</c> sweeps them anyway.</summary>
    public bool SweepWeights { get; init; }

    /// <summary>How many sets of weights a sweep of weights draws.</summary>
    [Between(1, 100_000)]
    public int Trials { get; init; } = 60;
}
