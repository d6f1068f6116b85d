using Google.Protobuf;
using MerExperiments.Onnx.Format;
using MerExperiments.Storage;

namespace MerExperiments.Onnx;

/// <summary>An ONNX model in memory: what <see cref="OnnxGraph"/> finished, or a file read back. Its message must not be changed.</summary>
/// <remarks>For graphs this project writes (a few megabytes). A published encoder is opened by path instead, never read into memory here.</remarks>
public sealed class OnnxModel
{
    internal OnnxModel(ModelProto message) => Message = message;

    /// <summary>The file's content.</summary>
    public ModelProto Message { get; }

    /// <summary>The names of the inputs, in order.</summary>
    public IReadOnlyList<string> Inputs => [.. Message.Graph.Input.Select(input => input.Name)];

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InvalidInputException">The file is not an ONNX model.</exception>
    public static OnnxModel Load(string path) => Parse(RegularFile.ReadAllBytes(path), path);

    /// <summary>Reads a model from the bytes of an .onnx file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="place">What to call them in a refusal.</param>
    /// <exception cref="InvalidInputException">They are not an ONNX model.</exception>
    public static OnnxModel Parse(byte[] bytes, string place)
    {
        try
        {
            ModelProto message = ModelProto.Parser.ParseFrom(bytes);
            return message.Graph is not null ? new OnnxModel(message) : throw new InvalidInputException(place, "is not an ONNX model: it holds no graph");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidInputException(place, $"is not an ONNX model: {e.Message}");
        }
    }

    /// <summary>The model as the bytes of an .onnx file.</summary>
    public byte[] ToBytes() => Message.ToByteArray();

    /// <summary>Writes the model as a file that is whole or absent, with its checksum beside it.</summary>
    public void Save(string path) => CheckedFile.Write(path, stream => Message.WriteTo(stream));

    /// <summary>The value of a metadata property, or null.</summary>
    public string? Metadata(string key) => Message.MetadataProps.FirstOrDefault(entry => entry.Key == key)?.Value;
}
