using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Media.Faces;

/// <summary>The face detectors by name: <c>ultraface</c> (boxes) and <c>yunet</c> (boxes and five landmarks).</summary>
public static class FaceDetectors
{
    private static readonly Entry[] Entries =
    [
        new(
            "ultraface",
            new ModelFile("ultraface/version-RFB-320.onnx", "34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017"),
            UltraFaceDetector.Outputs,
            (path, options) => new UltraFaceDetector(path, options)),
        new(
            "yunet",
            new ModelFile("yunet/yunet_n_dynamic.onnx", "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12"),
            YuNetDetector.Outputs,
            (path, options) => new YuNetDetector(path, options)),
    ];

    /// <summary>The names, in a fixed order.</summary>
    public static IReadOnlyList<string> Names => [.. Entries.Select(entry => entry.Name)];

    /// <summary>What would keep a detector from running: no such name, or its model file is absent or changed. Empty where nothing would.</summary>
    /// <param name="name">The detector.</param>
    /// <param name="modelsRoot">The folder that model files are relative to.</param>
    public static IReadOnlyList<Fault> Check(string name, string modelsRoot) =>
        Find(name) is not { } entry
            ? [new Fault(name, $"is not a face detector{NearestName.Hint(name, Names)}")]
            : entry.Model.Check(modelsRoot, $"the face detector {name}", [new OnnxTensor("input", OnnxElement.Single, 4)], entry.Outputs);

    /// <summary>What decides a detector's faces, as a SHA-256: the model's bytes, the options and how its outputs are read.</summary>
    /// <exception cref="InvalidInputException">There is no such detector.</exception>
    public static string Hash(string name, FaceDetectorOptions? options = null)
    {
        Entry entry = Find(name) ?? throw new InvalidInputException(name, $"is not a face detector{NearestName.Hint(name, Names)}");
        string text = FormattableString.Invariant($"{entry.Name} {entry.Model.Sha256} {options ?? new FaceDetectorOptions()} reading 1");
        return ContentHash.Of(text);
    }

    /// <summary>Opens a detector; the caller disposes it.</summary>
    /// <param name="name">The detector.</param>
    /// <param name="modelsRoot">The folder that model files are relative to.</param>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <exception cref="InvalidInputException">There is no such detector, its model file is absent or changed, or an option is out of range.</exception>
    public static IFaceDetector Open(string name, string modelsRoot, FaceDetectorOptions? options = null)
    {
        options ??= new FaceDetectorOptions();
        InvalidInputException.ThrowIfAny([.. Check(name, modelsRoot), .. options.Check(name)]);
        Entry entry = Find(name)!;
        return entry.Open(entry.Model.PathIn(modelsRoot), options);
    }

    private static Entry? Find(string name) => Array.Find(Entries, entry => entry.Name == name);

    private sealed record Entry(
        string Name, ModelFile Model, IReadOnlyList<OnnxTensor> Outputs, Func<string, FaceDetectorOptions, IFaceDetector> Open);
}
