namespace MerExperiments.Sweeps;

/// <summary>The tuners that a configuration can name.</summary>
public static class Tuners
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITuner> All { get; } = [new RandomTuner(), new TpeTuner()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(tuner => tuner.Name)];

    /// <summary>The tuner of a name, or null where none has it.</summary>
    public static ITuner? Find(string name) => All.FirstOrDefault(tuner => tuner.Name == name);
}
