using Google.Protobuf;
using MerExperiments.Onnx.Format;
using MerExperiments.Tokenizers.Tests;

namespace MerExperiments.Encoders.Tests.ReadyMade;

/// <summary>A models root in which a ready-made card finds a stand-in of its model and a small vocabulary.</summary>
internal sealed class ModelsRoot : IDisposable
{
    private const string Letters = "你好真的很高兴我们今天都不去了";

    public string Path { get; } = Directory.CreateTempSubdirectory("ready-made-").FullName;

    public EncoderRegistry Registry => new(new EncoderFolders(Path, System.IO.Path.Combine(Path, "graphs"), CardFiles.Folder));

    /// <summary>Writes what an export of the card leaves.</summary>
    /// <returns>The card.</returns>
    public EncoderCard Put(string name, ExportShape shape)
    {
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
        byte[] model = ExportGraph.Of(shape).ToBytes();
        File.WriteAllBytes(System.IO.Path.Combine(folder, "model.onnx"), shape.HasSideFile ? WithSideFile(model, folder) : model);
        File.WriteAllLines(System.IO.Path.Combine(folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Letters.Select(letter => $"{letter}")]);
        File.WriteAllBytes(System.IO.Path.Combine(folder, "tokenizer.model"), Pieces().ToBytes());
        return CardFiles.Read(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static SentencePieceBytes Pieces()
    {
        SentencePieceBytes pieces = new SentencePieceBytes { Type = SentencePieceBytes.Merges, AddDummyPrefix = false }.WithUsualStart();
        return Letters.Aggregate(pieces, (all, letter) => all.Add($"{letter}", -1));
    }

    /// <summary>The model with its larger weights moved into model.onnx.data, one after another, as onnx.save_model lays them out.</summary>
    private static byte[] WithSideFile(byte[] bytes, string folder)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(bytes);
        using FileStream side = File.Create(System.IO.Path.Combine(folder, "model.onnx.data"));
        foreach (TensorProto tensor in model.Graph.Initializer.Where(tensor => tensor.RawData.Length >= 1_024))
        {
            tensor.ExternalData.Add(Entry("location", "model.onnx.data"));
            tensor.ExternalData.Add(Entry("offset", FormattableString.Invariant($"{side.Position}")));
            tensor.ExternalData.Add(Entry("length", FormattableString.Invariant($"{tensor.RawData.Length}")));
            side.Write(tensor.RawData.Span);
            (tensor.RawData, tensor.DataLocation) = (ByteString.Empty, 1);
        }

        return model.ToByteArray();
    }

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };
}
