using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Faces;

/// <summary>Ultra-Light-Fast-Generic-Face-Detector, the model RFB-320: boxes without landmarks.</summary>
/// <remarks>
/// The picture is stretched to 320 x 240, RGB, (value - 127) / 128, as in the model's own examples. A box is as the network says and
/// may reach out of the picture.
/// </remarks>
internal sealed class UltraFaceDetector : IFaceDetector
{
    private const int InputWidth = 320, InputHeight = 240;

    private readonly DetectorModel _model;

    /// <summary>Opens a model file; whether it is the right one is for the check of <see cref="FaceDetectors.UltraFace"/> to say.</summary>
    /// <param name="modelPath">version-RFB-320.onnx.</param>
    public UltraFaceDetector(string modelPath) =>
        _model = new DetectorModel(modelPath, new PixelCoding(RedFirst: true, 127, 128), [.. Outputs.Select(tensor => tensor.Name)]);

    /// <inheritdoc/>
    public string Name => "ultraface";

    /// <summary>What the model file must hold: class probabilities [1, 4420, 2] (background, face) and relative corners [1, 4420, 4].</summary>
    internal static IReadOnlyList<OnnxTensor> Outputs { get; } = [new("scores", OnnxElement.Single, 3), new("boxes", OnnxElement.Single, 3)];

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null)
    {
        options ??= FaceDetectorOptions.Default;
        return NonMaximumSuppression.Keep(
            _model.Run(picture, DetectorCanvas.Stretched(InputWidth, InputHeight), outputs => Decode(outputs, picture, (float)options.ScoreThreshold)),
            (float)options.OverlapThreshold);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private List<DetectedFace> Decode(IReadOnlyList<OrtValue> outputs, Picture picture, float scoreThreshold)
    {
        ReadOnlySpan<float> scores = outputs[0].GetTensorDataAsSpan<float>(), corners = outputs[1].GetTensorDataAsSpan<float>();
        List<DetectedFace> faces = [];
        for (int i = 0; i < scores.Length / 2; i++)
        {
            FaceBox box = BoxOf(corners.Slice(4 * i, 4), picture);
            if (scores[(2 * i) + 1] >= scoreThreshold && box is { Width: > 0, Height: > 0 })
            {
                faces.Add(new DetectedFace(box, scores[(2 * i) + 1]));
            }
        }

        return faces;
    }

    private static FaceBox BoxOf(ReadOnlySpan<float> corners, Picture picture) => new(
        corners[0] * picture.Width, corners[1] * picture.Height, (corners[2] - corners[0]) * picture.Width, (corners[3] - corners[1]) * picture.Height);
}
