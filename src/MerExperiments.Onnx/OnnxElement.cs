namespace MerExperiments.Onnx;

/// <summary>The element type of an ONNX tensor; the values are those of the format's TensorProto.DataType.</summary>
public enum OnnxElement
{
    /// <summary>32-bit float.</summary>
    Single = 1,

    /// <summary>Unsigned byte.</summary>
    Byte = 2,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 5,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,

    /// <summary>Truth value.</summary>
    Boolean = 9,

    /// <summary>16-bit float.</summary>
    Half = 10,
}
