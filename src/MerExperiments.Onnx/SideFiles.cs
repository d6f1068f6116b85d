using MerExperiments.Storage;

namespace MerExperiments.Onnx;

/// <summary>The files beside a model that hold its weights: models over 2 GB have them, because an .onnx file cannot be larger.</summary>
public static class SideFiles
{
    /// <summary>What is wrong with a model's side files: outside its folder, absent or changed, or hashed in a card without being there.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="signature">What it holds.</param>
    /// <param name="sha256">The SHA-256 of side files by their location; files it does not name are taken as they are. Null for none.</param>
    public static IEnumerable<Fault> Check(string path, OnnxSignature signature, IReadOnlyDictionary<string, string>? sha256)
    {
        foreach (string unused in (sha256?.Keys ?? []).Except(signature.SideFiles).Order(StringComparer.Ordinal))
        {
            yield return new Fault(path, $"keeps no weights in \"{unused}\", which the card gives a SHA-256 for{Hint(unused, signature.SideFiles)}");
        }

        foreach (string location in signature.SideFiles)
        {
            if (FaultOf(path, location, sha256?.GetValueOrDefault(location)) is { } fault)
            {
                yield return fault;
            }
        }
    }

    /// <summary>SHA-256 of a model with its side files: of the .onnx alone where it has none.</summary>
    public static string Sha256(string path, OnnxSignature signature)
    {
        if (signature.SideFiles.Count == 0)
        {
            return ContentHash.OfFileOnce(path);
        }

        string list = string.Concat(signature.SideFiles.Select(location => $"{ContentHash.OfFileOnce(PathOf(path, location))}  {location}\n"));
        return ContentHash.Of($"{ContentHash.OfFileOnce(path)}\n{list}");
    }

    /// <summary>The bytes of a model's side files together.</summary>
    public static long BytesOf(string path, OnnxSignature signature) =>
        signature.SideFiles.Sum(location => new FileInfo(PathOf(path, location)) is { Exists: true } file ? file.Length : 0);

    private static Fault? FaultOf(string path, string location, string? expected)
    {
        string file = PathOf(path, location), folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (Path.IsPathRooted(location) || !file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return new Fault(path, $"keeps weights in \"{location}\", outside its folder; they must lie beside or below the model file");
        }

        if (!File.Exists(file))
        {
            return new Fault(file, $"does not exist; {Path.GetFileName(path)} keeps its weights there");
        }

        if (RegularFile.WhyNot(file) is { } reason)
        {
            return new Fault(file, reason);
        }

        return expected is null || string.Equals(expected, ContentHash.OfFileOnce(file), StringComparison.OrdinalIgnoreCase)
            ? null
            : new Fault(file, $"has the SHA-256 {ContentHash.OfFileOnce(file)}; the card says {expected}");
    }

    private static string PathOf(string path, string location) => Path.GetFullPath(location, Path.GetDirectoryName(Path.GetFullPath(path))!);

    private static string Hint(string name, IReadOnlyList<string> locations) =>
        locations.Count == 0 ? "; it has no side files" : NearestName.Hint(name, locations);
}
