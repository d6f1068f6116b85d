using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Media;

/// <summary>The models of one kind that prepare clips, by name: those registered, and one per card file. Thread-safe.</summary>
/// <typeparam name="T">What they are: denoisers, transcribers, face detectors.</typeparam>
public sealed class MediaModels<T>
    where T : IDisposable
{
    private readonly string _kind;
    private readonly string _modelsRoot;
    private readonly CardSet<MediaModel<T>> _models;

    /// <summary>Reads all card files. A faulty one is among <see cref="Faulty"/>, and keeps no other from being used.</summary>
    /// <param name="kind">What one is called in messages, and how card files end before <c>.json</c>: <c>denoiser</c>.</param>
    /// <param name="modelsRoot">The folder that model files are relative to; the setting models.root.</param>
    /// <param name="registered">Those made by code; a card cannot take the name of one.</param>
    /// <param name="cardFolders">Folders that are searched for cards; absent ones count as empty.</param>
    /// <param name="read">Reads a card; null where the kind has none.</param>
    public MediaModels(
        string kind, string modelsRoot, IEnumerable<MediaModel<T>> registered, IReadOnlyList<string>? cardFolders = null, Func<string, MediaModel<T>>? read = null)
    {
        (_kind, _modelsRoot) = (kind, modelsRoot);
        _models = new CardSet<MediaModel<T>>(kind, registered, read is null ? [] : cardFolders ?? [], $".{kind}.json", read!, model => model.Name);
    }

    /// <summary>The names of those that can be used, ordered.</summary>
    public IReadOnlyList<string> Names => _models.Names;

    /// <summary>The cards that cannot be used: faulty ones, and all of one name.</summary>
    public IReadOnlyList<FaultyCard> Faulty => _models.Faulty;

    /// <summary>What would keep one from running: missing or changed files, tensors they lack, or, for one made by code, what it throws when it is made. Empty where nothing would.</summary>
    /// <exception cref="InvalidInputException">There is none of that name, or its card is faulty: then all its faults.</exception>
    public IReadOnlyList<Fault> Check(string name)
    {
        MediaModel<T> model = _models[name];
        if (model.Check is { } check)
        {
            return check(_modelsRoot);
        }

        try
        {
            model.Open(_modelsRoot).Dispose();
            return [];
        }
        catch (InvalidInputException e)
        {
            return e.Faults;
        }
        catch (Exception e)
        {
            return [new Fault($"{_kind} \"{name}\"", $"cannot be made: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}")];
        }
    }

    /// <summary>All that decides one's output, for the key of what is prepared with it: its version and the SHA-256 of each of its files.</summary>
    /// <exception cref="IOException">A file cannot be read; see <see cref="Check"/>.</exception>
    public IReadOnlyList<string> KeyOf(string name) => [name, _models[name].Version, .. _models[name].Files.Select(file => file.HashIn(_modelsRoot))];

    /// <summary>Makes one; the caller disposes it.</summary>
    /// <exception cref="InvalidInputException">What <see cref="Check"/> finds.</exception>
    public T Open(string name)
    {
        InvalidInputException.ThrowIfAny(Check(name));
        return _models[name].Open(_modelsRoot);
    }
}

/// <summary>A model that prepares clips, by name: what a card says, what is built in and what a user adds have this one shape.</summary>
/// <typeparam name="T">What it is: a denoiser, a transcriber, a face detector.</typeparam>
/// <param name="Name">Its name in experiments.json: lower-case letters, digits and hyphens.</param>
/// <param name="Version">Names all that decides its output beside its files: clips prepared with another version are prepared again.</param>
/// <param name="Open">Makes it, given the folder that model files are relative to; the caller disposes it.</param>
/// <param name="Check">What would keep it from running, given that folder; null where making it tells.</param>
public sealed record MediaModel<T>(string Name, string Version, Func<string, T> Open, Func<string, IReadOnlyList<Fault>>? Check = null)
    where T : IDisposable
{
    /// <summary>The files whose bytes decide its output, relative to the models root. Default none.</summary>
    public IReadOnlyList<ModelFile> Files { get; init; } = [];
}
