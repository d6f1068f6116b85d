namespace MerExperiments.Media;

/// <summary>One clip's sound or picture cannot be used. Its utterance is quarantined and listed; the run goes on with the rest.</summary>
public sealed class ClipException : Exception
{
    /// <summary>Creates the refusal of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong, the value and the rule.</param>
    /// <param name="inner">What the codec said, where it said something.</param>
    public ClipException(string path, string reason, Exception? inner = null)
        : base($"{path}: {reason}", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is wrong, without the path, for a run's list of quarantined files.</summary>
    public string Reason { get; }

    /// <summary>The refusal of a clip that goes on too long.</summary>
    internal static ClipException TooLong(string path, TimeSpan longest) =>
        new(path, FormattableString.Invariant($"plays longer than {longest.TotalSeconds:0.###} s; that is the longest clip that is taken"));
}
