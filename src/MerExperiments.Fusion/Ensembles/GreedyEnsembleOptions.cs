namespace MerExperiments.Fusion.Ensembles;

/// <summary>How greedy selection goes.</summary>
public sealed record GreedyEnsembleOptions
{
    /// <summary>How many selections are made, 1 or more; 25 unless told.</summary>
    public int Size { get; init; } = 25;

    /// <summary>How many of the best single members the selection starts with, 1 or more; 1 unless told.</summary>
    public int SortedStart { get; init; } = 1;

    /// <summary>How many selections, each over a random part of the members, are averaged; 1 unless told, which takes all members.</summary>
    public int Bags { get; init; } = 1;

    /// <summary>The share of the members in each bag, above 0 to 1; 0.5 unless told. Not used with one bag.</summary>
    public double BagShare { get; init; } = 0.5;

    /// <exception cref="InvalidInputException">A value lies outside its range; all faults at once.</exception>
    internal void Check()
    {
        List<Fault> faults = [];
        foreach ((string name, int value) in new[] { ("size", Size), ("sortedStart", SortedStart), ("bags", Bags) })
        {
            if (value < 1)
            {
                faults.Add(new Fault($"greedy ensemble: {name}", FormattableString.Invariant($"is {value}; it must be 1 or more")));
            }
        }

        if (!(BagShare > 0 && BagShare <= 1))
        {
            faults.Add(new Fault("greedy ensemble: bagShare", FormattableString.Invariant($"is {BagShare}; it must be above 0 and at most 1")));
        }

        InvalidInputException.ThrowIfAny(faults);
    }
}
