using System.Numerics;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Faces;

/// <summary>YuNet: boxes with five landmarks. Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023.</summary>
/// <remarks>
/// The picture's longer side becomes <see cref="FaceDetectorOptions.LongSidePixels"/>, its sides' ratio is kept, and it is filled up with black
/// at the right and below to multiples of 32. Values are BGR, 0 to 255. At each stride s of 8, 16 and 32 a cell of the grid answers with
/// score = sqrt(class * object), centre = (cell + offset) * s, size = exp(log size) * s and landmarks = (cell + offset) * s.
/// </remarks>
internal sealed class YuNetDetector : IFaceDetector
{
    private static readonly int[] Strides = [8, 16, 32];
    private static readonly string[] Kinds = ["cls", "obj", "bbox", "kps"];

    private readonly DetectorModel _model;

    /// <summary>Opens a model file; whether it is the right one is for the check of <see cref="FaceDetectors.YuNet"/> to say.</summary>
    /// <param name="modelPath">yunet_n_dynamic.onnx, which takes pictures of any size.</param>
    public YuNetDetector(string modelPath) =>
        _model = new DetectorModel(modelPath, new PixelCoding(RedFirst: false, 0, 1), [.. Outputs.Select(tensor => tensor.Name)]);

    /// <inheritdoc/>
    public string Name => "yunet";

    /// <summary>What the model file must hold: for each stride class [n, cells, 1], object [n, cells, 1], box [n, cells, 4] and landmarks [n, cells, 10].</summary>
    internal static IReadOnlyList<OnnxTensor> Outputs { get; } =
        [.. Strides.SelectMany(stride => Kinds.Select(kind => new OnnxTensor(FormattableString.Invariant($"{kind}_{stride}"), OnnxElement.Single, 3)))];

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null)
    {
        options ??= FaceDetectorOptions.Default;
        float threshold = (float)options.ScoreThreshold;
        var canvas = DetectorCanvas.Fitted(picture, options.LongSidePixels, Strides[^1]);
        Vector2 scale = new((float)picture.Width / canvas.ContentWidth, (float)picture.Height / canvas.ContentHeight);
        return NonMaximumSuppression.Keep(
            _model.Run(picture, canvas, outputs => (List<DetectedFace>)[.. Strides.SelectMany((_, s) => Decode(outputs, s, canvas, scale, threshold))]),
            (float)options.OverlapThreshold);
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private List<DetectedFace> Decode(IReadOnlyList<OrtValue> outputs, int level, DetectorCanvas canvas, Vector2 scale, float threshold)
    {
        ReadOnlySpan<float> Values(int kind) => outputs[(level * Kinds.Length) + kind].GetTensorDataAsSpan<float>();
        ReadOnlySpan<float> classes = Values(0), objects = Values(1), boxes = Values(2), points = Values(3);
        int columns = canvas.Width / Strides[level];
        Vector2 unit = scale * Strides[level];
        List<DetectedFace> faces = [];
        for (int i = 0; i < classes.Length; i++)
        {
            float score = MathF.Sqrt(Math.Clamp(classes[i], 0, 1) * Math.Clamp(objects[i], 0, 1));
            if (score >= threshold)
            {
                faces.Add(FaceOf(new Vector2(i % columns, i / columns), unit, score, boxes.Slice(4 * i, 4), points.Slice(10 * i, 10)));
            }
        }

        return faces;
    }

    private static DetectedFace FaceOf(Vector2 cell, Vector2 unit, float score, ReadOnlySpan<float> box, ReadOnlySpan<float> points)
    {
        Vector2 centre = (cell + new Vector2(box[0], box[1])) * unit;
        Vector2 size = new Vector2(MathF.Exp(box[2]), MathF.Exp(box[3])) * unit, corner = centre - (size / 2);
        var offsets = new FaceLandmarks(Point(points, 0), Point(points, 1), Point(points, 2), Point(points, 3), Point(points, 4));
        return new DetectedFace(new FaceBox(corner.X, corner.Y, size.X, size.Y), score, offsets.Each(offset => (cell + offset) * unit));
    }

    private static Vector2 Point(ReadOnlySpan<float> points, int index) => new(points[2 * index], points[(2 * index) + 1]);
}
