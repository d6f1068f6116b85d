namespace MerExperiments;

/// <summary>An input was refused before any work began. It carries all the faults found, not the first.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Creates the refusal of one fault.</summary>
    public InvalidInputException(string place, string problem)
        : this([new Fault(place, problem)])
    {
    }

    /// <summary>Creates the refusal of one or more faults.</summary>
    public InvalidInputException(IReadOnlyList<Fault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>The faults, in the order in which the input states them.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Throws where there is at least one fault.</summary>
    public static void ThrowIfAny(IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    /// <summary>The faults that a step refuses with, so that they can be told together with those of other steps; none where it is done.</summary>
    public static IReadOnlyList<Fault> FaultsOf(Action step)
    {
        ArgumentNullException.ThrowIfNull(step);
        try
        {
            step();
            return [];
        }
        catch (InvalidInputException e)
        {
            return e.Faults;
        }
    }
}

/// <summary>One thing wrong with an input.</summary>
/// <param name="Place">Where: a file, a file and row (<c>labels.csv:12</c>) or a JSON path (<c>experiments.json: experiments.emodb.folds</c>).</param>
/// <param name="Problem">What is wrong, with the value and the rule, e.g. <c>is 1; it must be 2 or more</c>.</param>
public sealed record Fault(string Place, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Problem}";
}
