using MerExperiments.Storage;

namespace MerExperiments.Onnx;

/// <summary>A published model file as a card names it: where it lies below the models root, and the bytes it must have.</summary>
/// <param name="File">The path, relative to the models root; it must not lead out of it.</param>
/// <param name="Sha256">The SHA-256 in hexadecimal, or null to take the file as it is.</param>
public sealed record ModelFile(string File, string? Sha256 = null)
{
    /// <summary>The file's absolute path.</summary>
    /// <param name="modelsRoot">The folder that cards' files are relative to; the setting models.root.</param>
    public string PathIn(string modelsRoot) => Path.GetFullPath(File, Path.GetFullPath(modelsRoot));

    /// <summary>What would keep the file from running: outside the models root, absent, changed, not a model, without its side files or the tensors. Empty where nothing would.</summary>
    /// <param name="modelsRoot">The folder that cards' files are relative to.</param>
    /// <param name="user">Who needs the file, for the message: <c>the denoiser gtcrn</c>.</param>
    /// <param name="inputs">The tensors that will be fed.</param>
    /// <param name="outputs">The tensors that will be read.</param>
    public IReadOnlyList<Fault> Check(string modelsRoot, string user, IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<OnnxTensor> outputs)
    {
        IReadOnlyList<Fault> faults = CheckBytes(modelsRoot, user);
        faults = faults.Count > 0 ? faults : CheckSideFiles(PathIn(modelsRoot));
        return faults.Count > 0 ? faults : OnnxFile.Check(PathIn(modelsRoot), inputs, outputs);
    }

    /// <summary>SHA-256 of the file and, where it is a model, of the side files that hold its weights; for the keys of what was computed with it.</summary>
    /// <param name="modelsRoot">The folder that cards' files are relative to.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public string HashIn(string modelsRoot)
    {
        string path = PathIn(modelsRoot);
        try
        {
            return SideFiles.Sha256(path, OnnxSignature.Read(path));
        }
        catch (InvalidInputException)
        {
            return ContentHash.OfFileOnce(path);
        }
    }

    /// <summary>What is wrong with the file before it is opened: outside the models root, absent or changed. Empty where nothing is.</summary>
    /// <param name="modelsRoot">The folder that cards' files are relative to.</param>
    /// <param name="user">Who needs the file, for the message.</param>
    public IReadOnlyList<Fault> CheckBytes(string modelsRoot, string user)
    {
        string path = PathIn(modelsRoot);
        if (!LiesIn(modelsRoot))
        {
            return [new Fault(path, $"is \"{File}\" in the card of {user}, outside the models root {Path.GetFullPath(modelsRoot)}; it must lie below that (models.root)")];
        }

        if (!System.IO.File.Exists(path))
        {
            return [new Fault(path, $"does not exist; {user} needs it (its folder is set by models.root)")];
        }

        if (RegularFile.WhyNot(path) is { } reason)
        {
            return [new Fault(path, reason)];
        }

        return Sha256 is { } expected && !string.Equals(expected, ContentHash.OfFileOnce(path), StringComparison.OrdinalIgnoreCase)
            ? [new Fault(path, $"has the SHA-256 {ContentHash.OfFileOnce(path)}; the card of {user} says {expected}")]
            : [];
    }

    private static IReadOnlyList<Fault> CheckSideFiles(string path)
    {
        try
        {
            return [.. SideFiles.Check(path, OnnxSignature.Read(path), null)];
        }
        catch (InvalidInputException e)
        {
            return e.Faults;
        }
    }

    private bool LiesIn(string modelsRoot)
    {
        string relative = Path.GetRelativePath(Path.GetFullPath(modelsRoot), PathIn(modelsRoot));
        return !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
    }
}
