using MerExperiments.Storage;

namespace MerExperiments.Onnx;

/// <summary>What a model file takes and gives, and which files beside it hold weights, read without its weights.</summary>
/// <param name="Inputs">The inputs that must be fed, in order.</param>
/// <param name="Outputs">The outputs, in order.</param>
/// <param name="SideFiles">The locations of external weights as the file writes them (relative to its folder), each once, in ordinal order.</param>
public sealed record OnnxSignature(IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs, IReadOnlyList<string> SideFiles)
{
    /// <summary>Reads a file; weights in it are stepped over, so that a file of gigabytes costs as little as a small one.</summary>
    /// <exception cref="InvalidInputException">The file is missing or is not an ONNX model.</exception>
    public static OnnxSignature Read(string path)
    {
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            return new OnnxSignatureReader(stream).Read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or Google.Protobuf.InvalidProtocolBufferException)
        {
            throw new InvalidInputException(path, $"is not an ONNX model that can be read: {e.Message}");
        }
    }
}

/// <summary>A tensor that a model file must have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Its element type.</param>
/// <param name="Rank">Its number of axes.</param>
public sealed record OnnxTensor(string Name, OnnxElement Element, int Rank);

/// <summary>An input or output as a model file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Its element type; a number without a name where this toolkit has none for it.</param>
/// <param name="Shape">The length of each axis, -1 where it is free; null where the file declares no shape.</param>
public sealed record OnnxValue(string Name, OnnxElement Element, IReadOnlyList<long>? Shape);
