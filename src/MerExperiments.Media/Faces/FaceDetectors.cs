using MerExperiments.Onnx;

namespace MerExperiments.Media.Faces;

/// <summary>The face detectors that come with the toolkit; their files are looked for below the models root.</summary>
public static class FaceDetectors
{
    /// <summary>How their outputs are read; a change of it changes the faces.</summary>
    private const string Reading = "reading 1";

    /// <summary>Boxes, by a network of 320 x 240.</summary>
    public static MediaModel<IFaceDetector> UltraFace { get; } = Of(
        "ultraface",
        new ModelFile("ultraface/version-RFB-320.onnx", "34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017"),
        UltraFaceDetector.Outputs,
        path => new UltraFaceDetector(path));

    /// <summary>Boxes and five landmarks, by a network that takes any size.</summary>
    public static MediaModel<IFaceDetector> YuNet { get; } = Of(
        "yunet",
        new ModelFile("yunet/yunet_n_dynamic.onnx", "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12"),
        YuNetDetector.Outputs,
        path => new YuNetDetector(path));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MediaModel<IFaceDetector>> All { get; } = [UltraFace, YuNet];

    private static MediaModel<IFaceDetector> Of(string name, ModelFile file, IReadOnlyList<OnnxTensor> outputs, Func<string, IFaceDetector> open) => new(
        name, Reading, root => open(file.PathIn(root)), root => file.Check(root, $"the face detector {name}", [new OnnxTensor("input", OnnxElement.Single, 4)], outputs))
    {
        Files = [file],
    };
}
