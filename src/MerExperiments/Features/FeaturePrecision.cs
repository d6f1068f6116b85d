namespace MerExperiments.Features;

/// <summary>How a stored table holds its values; in memory they are always float32.</summary>
public enum FeaturePrecision
{
    /// <summary>float32, memory-mapped and read without a copy.</summary>
    Single,

    /// <summary>float16: half the disk, 11 bits of each value, at most 65,504; converted when read.</summary>
    Half,
}
