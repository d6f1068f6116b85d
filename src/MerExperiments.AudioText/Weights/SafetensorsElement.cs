using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>The element types a safetensors file may hold, under the names the format gives them.</summary>
internal enum SafetensorsElement
{
    /// <summary>Truth value, one byte.</summary>
    BOOL,

    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>Signed 8-bit integer.</summary>
    I8,

    /// <summary>8-bit float, 5 bits of exponent.</summary>
    F8_E5M2,

    /// <summary>8-bit float, 4 bits of exponent.</summary>
    F8_E4M3,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>Signed 16-bit integer.</summary>
    I16,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>The upper half of a single-precision float.</summary>
    BF16,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>IEEE double precision.</summary>
    F64,
}

/// <summary>What the element types of a safetensors file are in bytes and to torch.</summary>
internal static class ElementTypes
{
    /// <summary>The names of all, for faults.</summary>
    public static IReadOnlyList<string> Names { get; } = Enum.GetNames<SafetensorsElement>();

    /// <summary>The types weights are read from.</summary>
    public const string Readable = "BF16, F16, F32";

    /// <summary>The bytes of one element.</summary>
    public static int BytesOf(SafetensorsElement element) => element switch
    {
        SafetensorsElement.BOOL or SafetensorsElement.U8 or SafetensorsElement.I8 or SafetensorsElement.F8_E5M2 or SafetensorsElement.F8_E4M3 => 1,
        SafetensorsElement.U16 or SafetensorsElement.I16 or SafetensorsElement.F16 or SafetensorsElement.BF16 => 2,
        SafetensorsElement.U32 or SafetensorsElement.I32 or SafetensorsElement.F32 => 4,
        _ => 8,
    };

    /// <summary>The type of torch that weights of an element type are read through; null where weights are not read from it.</summary>
    public static ScalarType? WeightType(SafetensorsElement element) => element switch
    {
        SafetensorsElement.BF16 => ScalarType.BFloat16,
        SafetensorsElement.F16 => ScalarType.Float16,
        SafetensorsElement.F32 => ScalarType.Float32,
        _ => null,
    };

    /// <summary>The element type that a tensor is written as; null where the format has none.</summary>
    public static SafetensorsElement? ElementOf(ScalarType type) => type switch
    {
        ScalarType.Bool => SafetensorsElement.BOOL,
        ScalarType.Byte => SafetensorsElement.U8,
        ScalarType.Int8 => SafetensorsElement.I8,
        ScalarType.Int16 => SafetensorsElement.I16,
        ScalarType.Int32 => SafetensorsElement.I32,
        ScalarType.Int64 => SafetensorsElement.I64,
        ScalarType.BFloat16 => SafetensorsElement.BF16,
        ScalarType.Float16 => SafetensorsElement.F16,
        ScalarType.Float32 => SafetensorsElement.F32,
        ScalarType.Float64 => SafetensorsElement.F64,
        _ => null,
    };
}
