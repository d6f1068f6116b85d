namespace MerExperiments.Encoders;

/// <summary>The order of the axes of a batch of pictures.</summary>
public enum TensorLayout
{
    /// <summary>[pictures, channels, height, width], as PyTorch writes it.</summary>
    Nchw,

    /// <summary>[pictures, height, width, channels], as TensorFlow writes it.</summary>
    Nhwc,
}
