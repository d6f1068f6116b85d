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
}
