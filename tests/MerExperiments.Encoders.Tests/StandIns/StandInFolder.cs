using MerExperiments.Onnx;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders.Tests.StandIns;

/// <summary>A models root with stand-ins, and the cards that run them.</summary>
internal sealed class StandInFolder : IDisposable
{
    private static readonly string[] Words =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", .. Enumerable.Range(0, 20).Select(i => $"{(char)('a' + i)}"), "你", "好", "真", "的", "很", "高", "兴"];

    public string Path { get; } = Directory.CreateTempSubdirectory("stand-ins-").FullName;

    public EncoderRegistry Registry => new(new EncoderFolders(Path, Path));

    /// <summary>A card for <see cref="StandInGraphs.Text"/>.</summary>
    public EncoderCard Text(PaddingSide padding = PaddingSide.Right)
    {
        Save("text.onnx", StandInGraphs.Text(TransformerShape.Tiny));
        File.WriteAllLines(System.IO.Path.Combine(Path, "vocab.txt"), Words);
        return Card(Modality.Text, EncoderInput.Tokens, new EncoderGraph
        {
            File = "text.onnx",
            Input = "input_ids",
            Mask = "attention_mask",
            TokenTypes = "token_type_ids",
            Output = "last_hidden_state",
        }) with
        {
            Tokenizer = new TokenizerCard { Kind = TokenizerKind.WordPiece, Vocabulary = new ModelFile("vocab.txt"), Padding = padding, LongestLength = 40 },
        };
    }

    /// <summary>A card for <see cref="StandInGraphs.Speech"/>.</summary>
    public EncoderCard Speech(bool takesMask, int layers = 2, OnnxElement element = OnnxElement.Single)
    {
        string file = FormattableString.Invariant($"speech-{takesMask}-{layers}-{element}.onnx");
        Save(file, StandInGraphs.Speech(TransformerShape.Tiny with { Layers = layers }, takesMask, element));
        return Card(Modality.Audio, EncoderInput.WaveformNormalised, new EncoderGraph
        {
            File = file,
            Input = "input_values",
            Mask = takesMask ? "attention_mask" : null,
            Output = "last_hidden_state",
        }) with
        {
            Frames = new FrameGeometry { ReceptiveField = StandInGraphs.ReceptiveField, Stride = StandInGraphs.Stride },
            MinimumLength = StandInGraphs.ReceptiveField,
        };
    }

    /// <summary>A card for <see cref="StandInGraphs.Mel"/>.</summary>
    public EncoderCard Mel()
    {
        Save("mel.onnx", StandInGraphs.Mel(16));
        return Card(Modality.Audio, EncoderInput.LogMel, new EncoderGraph { File = "mel.onnx", Input = "input_features", Output = "last_hidden_state" }) with
        {
            Frames = new FrameGeometry { ReceptiveField = 1, Stride = 320 },
        };
    }

    /// <summary>A card of mean pooling over 16 values for any graph.</summary>
    public static EncoderCard Card(Modality modality, EncoderInput input, EncoderGraph graph) => new()
    {
        Name = "stand-in",
        Modality = modality,
        Input = input,
        Graphs = [graph],
        Pooling = EncoderPooling.Mean,
        Dimension = 16,
        Licence = "none",
        Source = "random weights",
    };

    public EncoderSession Open(EncoderCard card) => new(card, Registry);

    public void Save(string file, OnnxModel model) => model.Save(System.IO.Path.Combine(Path, file));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
