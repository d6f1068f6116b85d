using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>What a sweep searches, how, and how far.</summary>
public sealed record SweepOptions
{
    /// <summary>The number of trials, baselines included; 1 or more. Where there are more baselines, all of these are computed.</summary>
    public int Trials { get; init; } = 24;

    /// <summary>How many trials a generation proposes before any of them has a result; 1 or more. It bounds the useful number of workers,
    /// and does not depend on it, so that the proposals do not.</summary>
    public int ProposalBatch { get; init; } = 4;

    /// <summary>The seed of the proposals and of the trials.</summary>
    public required NamedSeed Seed { get; init; }

    /// <summary>What may vary.</summary>
    public required SearchSpace SearchSpace { get; init; }

    /// <summary>Who proposes.</summary>
    public required ITuner Tuner { get; init; }

    /// <summary>Parameter sets to try first; together they are the first generation.</summary>
    public IReadOnlyList<ParameterSet> Baselines { get; init; } = [];

    /// <summary>After this much time no new generation starts; the first always does. Null, the default, sets no limit. Time spent before
    /// an interruption does not count.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>The faults of these options, each placed by its JSON key below <paramref name="place"/>.</summary>
    public IReadOnlyList<Fault> Faults(string place)
    {
        List<Fault> faults = [];
        Require(Trials >= 1, "trials", $"is {Trials}; it must be 1 or more");
        Require(ProposalBatch >= 1, "proposalBatch", $"is {ProposalBatch}; it must be 1 or more");
        Require(Budget is null || Budget > TimeSpan.Zero, "budgetMinutes", $"is {Budget?.TotalMinutes}; it must be above 0");
        return faults;

        void Require(bool holds, string key, string problem)
        {
            if (!holds)
            {
                faults.Add(new Fault($"{place}.{key}", problem));
            }
        }
    }
}
