namespace MerExperiments.Encoders;

/// <summary>The channels of a picture as a model takes them.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One channel of brightness: 0.299 red + 0.587 green + 0.114 blue, rounded.</summary>
    Grey,
}
