namespace MerExperiments.AudioText.Weights;

/// <summary>Keeps the refusal of a damaged file readable: a header may hold a million faults.</summary>
internal static class FaultLimit
{
    private const int Most = 100;

    /// <summary>Throws where there is a fault: the first hundred, and how many more there are.</summary>
    public static void ThrowIfAny(string file, List<Fault> faults)
    {
        if (faults.Count > Most)
        {
            int more = faults.Count - Most;
            faults.RemoveRange(Most, more);
            faults.Add(new Fault(file, FormattableString.Invariant($"has {more} more faults of this kind")));
        }

        InvalidInputException.ThrowIfAny(faults);
    }
}
