namespace MerExperiments.Media.Denoising;

/// <summary>The cards that come with the toolkit; their files are looked for below the models root.</summary>
public static class BuiltInDenoisers
{
    /// <summary>GTCRN: 48 thousand parameters, 16 kHz, one frame of 32 ms every 16.</summary>
    /// <remarks>X. Rong et al., GTCRN: A Speech Enhancement Model Requiring Ultralow Computational Resources, ICASSP 2024.</remarks>
    public static DenoiserCard Gtcrn { get; } = new()
    {
        Name = "gtcrn",
        Kind = DenoiserKind.StreamingSpectrum,
        Graphs =
        [
            new DenoiserGraph
            {
                File = "gtcrn/gtcrn_simple.onnx",
                Sha256 = "b4718df6228e7bdf1a8a435cf98f838636eb2fd331acabf86ba87c5192ebcb87",
                Input = "mix",
                Outputs = ["enh"],
                States =
                [
                    new DenoiserState("conv_cache", "conv_cache_out", [2, 1, 16, 16, 33]),
                    new DenoiserState("tra_cache", "tra_cache_out", [2, 3, 1, 1, 16]),
                    new DenoiserState("inter_cache", "inter_cache_out", [2, 1, 33, 16]),
                ],
            },
        ],
        Licence = "MIT",
        Source = "github.com/Xiaobin-Rong/gtcrn, stream/onnx_models/gtcrn_simple.onnx",
    };

    /// <summary>DTLN: one million parameters, 16 kHz, one frame of 32 ms every 8.</summary>
    /// <remarks>N. Westhausen and B. Meyer, Dual-Signal Transformation LSTM Network for Real-Time Noise Suppression, Interspeech 2020.</remarks>
    public static DenoiserCard Dtln { get; } = new()
    {
        Name = "dtln",
        Kind = DenoiserKind.StreamingTwoStage,
        HopSamples = 128,
        Graphs =
        [
            new DenoiserGraph
            {
                File = "dtln/model_1.onnx",
                Sha256 = "22b91cae3855e5a0620e66a917ca6c82c58db0e842c770f58d86751c5e8d4ae3",
                Input = "input_2",
                Outputs = ["activation_2"],
                States = [new DenoiserState("input_3", "tf_op_layer_stack_2", [1, 2, 128, 2])],
            },
            new DenoiserGraph
            {
                File = "dtln/model_2.onnx",
                Sha256 = "e20c92f9233fccf29cddf86970d0d0161a03aebccc26d6f4d5639c4d5ec2e639",
                Input = "input_4",
                Outputs = ["conv1d_3"],
                States = [new DenoiserState("input_5", "tf_op_layer_stack_5", [1, 2, 128, 2])],
            },
        ],
        Licence = "MIT",
        Source = "github.com/breizhn/DTLN, pretrained_model",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DenoiserCard> All { get; } = [Gtcrn, Dtln];
}
