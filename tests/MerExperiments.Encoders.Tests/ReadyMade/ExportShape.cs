using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests.ReadyMade;

/// <summary>The tensors of a model as EXPORT.md exports it. Written down here a second time, not taken from the card, so that a card that says
/// something else is found out.</summary>
/// <param name="Input">The first input's name.</param>
/// <param name="Axes">Its axes: numbers are fixed, words are free.</param>
/// <param name="Width">The outputs' last axis.</param>
internal sealed record ExportShape(string Input, object[] Axes, int Width)
{
    /// <summary>The exports by the card's name.</summary>
    public static IReadOnlyDictionary<string, ExportShape> All { get; } = new Dictionary<string, ExportShape>
    {
        ["chinese-hubert-large"] = Speech,
        ["wav2vec2-large-xlsr-53"] = Speech,
        ["whisper-small-encoder"] = Mel(80, 768),
        ["whisper-large-v3-encoder"] = Mel(128, 1_280) with { HasSideFile = true },
        ["vit-emotion"] = Picture,
        ["clip-vit-large"] = Picture,
        ["chinese-roberta-wwm-ext-large"] = Text(1_024) with { HasTypes = true },
        ["baichuan-13b-chat"] = Text(5_120) with
        {
            Outputs = ["hidden_37", "hidden_38", "hidden_39", "hidden_40"],
            Element = OnnxElement.Half,
            HasSideFile = true,
        },
    };

    /// <summary>True where there is an <c>attention_mask</c> of 64-bit integers in the first input's shape.</summary>
    public bool HasMask { get; init; }

    /// <summary>True where there are <c>token_type_ids</c>.</summary>
    public bool HasTypes { get; init; }

    /// <summary>The outputs' names.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = ["features"];

    /// <summary>The outputs' element type.</summary>
    public OnnxElement Element { get; init; } = OnnxElement.Single;

    /// <summary>The outputs' axes before the last.</summary>
    public object[] FrameAxes { get; init; } = ["batch", "frames"];

    /// <summary>True where the weights lie in <c>model.onnx.data</c>, because the model is larger than 2 GB.</summary>
    public bool HasSideFile { get; init; }

    /// <summary>True where the first input takes token ids.</summary>
    public bool IsText => Input == "input_ids";

    /// <summary>How far features may differ by rounding, of their size: 16-bit outputs have 11 bits.</summary>
    public float Tolerance => Element == OnnxElement.Half ? 2e-3f : 1e-5f;

    private static ExportShape Speech => new("input_values", ["batch", "samples"], 1_024) { HasMask = true };

    private static ExportShape Picture => new("pixel_values", ["batch", 3, 224, 224], 768) { FrameAxes = ["batch"] };

    private static ExportShape Mel(int bands, int width) => new("input_features", ["batch", bands, 3_000], width) { FrameAxes = ["batch", 1_500] };

    private static ExportShape Text(int width) => new("input_ids", ["batch", "length"], width) { HasMask = true, FrameAxes = ["batch", "length"] };
}
