namespace MerExperiments.Encoders;

/// <summary>How a face frame becomes what an image model takes: resized, then (value * scale - mean) / std for each channel.</summary>
public sealed record ImagePreparation
{
    /// <summary>Height and width, in pixels, 1 or more.</summary>
    public required int Size { get; init; }

    /// <summary>The channels and their order. Default rgb.</summary>
    public ChannelOrder Channels { get; init; } = ChannelOrder.Rgb;

    /// <summary>The order of the axes. Default nchw.</summary>
    public TensorLayout Layout { get; init; } = TensorLayout.Nchw;

    /// <summary>What the values 0 to 255 are multiplied by first. Default 1/255.</summary>
    public double Scale { get; init; } = 1.0 / 255;

    /// <summary>What is subtracted then: one number, or one per channel in their order. Default 0.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0];

    /// <summary>What is divided by last: one number, or one per channel in their order; none may be 0. Default 1.</summary>
    public IReadOnlyList<double> Std { get; init; } = [1];

    /// <summary>What becomes of the patches where the output is [pictures, patches, values]. Default none.</summary>
    public PatchPooling Patches { get; init; } = PatchPooling.None;

    internal int ChannelCount => Channels == ChannelOrder.Grey ? 1 : 3;

    internal long[] Shape => Layout == TensorLayout.Nchw ? [ChannelCount, Size, Size] : [Size, Size, ChannelCount];

    /// <summary>The prepared value of each byte, channel after channel: [channels, 256].</summary>
    internal float[] Table()
    {
        float[] table = new float[ChannelCount * 256];
        for (int i = 0; i < table.Length; i++)
        {
            int channel = i / 256;
            table[i] = (float)((((i % 256) * Scale) - Mean[Mean.Count == 1 ? 0 : channel]) / Std[Std.Count == 1 ? 0 : channel]);
        }

        return table;
    }
}

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

/// <summary>The order of the axes of a batch of pictures.</summary>
public enum TensorLayout
{
    /// <summary>[pictures, channels, height, width], as PyTorch writes it.</summary>
    Nchw,

    /// <summary>[pictures, height, width, channels], as TensorFlow writes it.</summary>
    Nhwc,
}

/// <summary>What becomes of the patches where a model gives a vector for each patch of a picture.</summary>
public enum PatchPooling
{
    /// <summary>The model gives one vector per picture.</summary>
    None,

    /// <summary>The first position, which is the class token of ViT.</summary>
    First,

    /// <summary>The mean over all positions.</summary>
    Mean,
}
