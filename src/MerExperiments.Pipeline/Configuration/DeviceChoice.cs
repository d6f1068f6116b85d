namespace MerExperiments.Pipeline.Configuration;

/// <summary>What computes.</summary>
public enum DeviceChoice
{
    /// <summary>The best device at hand.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,
}
