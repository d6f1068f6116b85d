using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Sweeps;

/// <summary>Proposes what to try next. It keeps no state, so a resumed sweep proposes what the uninterrupted one would have.</summary>
public interface ITuner
{
    /// <summary>The name by which a configuration chooses it.</summary>
    string Name { get; }

    /// <summary>The next parameter set, a function of the arguments alone.</summary>
    /// <param name="space">What may vary.</param>
    /// <param name="history">The trials so far, by number. Those proposed but not finished have no result.</param>
    /// <param name="seed">The seed of every random draw.</param>
    ParameterSet Propose(SearchSpace space, IReadOnlyList<TrialRecord> history, NamedSeed seed);
}

/// <summary>The tuners that a configuration can name.</summary>
public static class Tuners
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITuner> All { get; } = [new RandomTuner(), new TpeTuner(), new LocalSearchTuner()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(tuner => tuner.Name)];

    /// <summary>The tuner of a name, or null where none has it.</summary>
    public static ITuner? Find(string name) => All.FirstOrDefault(tuner => tuner.Name == name);
}
