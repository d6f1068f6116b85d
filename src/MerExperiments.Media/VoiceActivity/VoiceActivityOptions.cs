namespace MerExperiments.Media.VoiceActivity;

/// <summary>How probabilities of speech become segments.</summary>
public sealed record VoiceActivityOptions
{
    /// <summary>Speech begins with a frame of this probability or more; above 0 and below 1, 0.5 by default.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Speech ends where frames stay below this; above 0 and at most <see cref="Threshold"/>, 0.35 by default.</summary>
    public double NegativeThreshold { get; init; } = 0.35;

    /// <summary>Shorter speech is dropped, measured before padding; 250 ms by default.</summary>
    public TimeSpan ShortestSpeech { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A shorter pause does not end speech; 100 ms by default.</summary>
    public TimeSpan ShortestSilence { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What is added at both ends of a segment, at most half of the pause to its neighbour; 30 ms by default.</summary>
    public TimeSpan Padding { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>What is out of range; empty where nothing is.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        var faults = new List<Fault>();
        Check(Threshold is > 0 and < 1, nameof(Threshold), Threshold, "lie between 0 and 1");
        Check(NegativeThreshold > 0 && NegativeThreshold <= Threshold, nameof(NegativeThreshold), NegativeThreshold, "lie above 0 and not above Threshold");
        Check(ShortestSpeech >= TimeSpan.Zero, nameof(ShortestSpeech), ShortestSpeech.TotalSeconds, "be 0 s or more");
        Check(ShortestSilence >= TimeSpan.Zero, nameof(ShortestSilence), ShortestSilence.TotalSeconds, "be 0 s or more");
        Check(Padding >= TimeSpan.Zero, nameof(Padding), Padding.TotalSeconds, "be 0 s or more");
        return faults;

        void Check(bool holds, string name, double value, string rule)
        {
            if (!holds)
            {
                faults.Add(new Fault(name, FormattableString.Invariant($"is {value}; it must {rule}")));
            }
        }
    }
}
