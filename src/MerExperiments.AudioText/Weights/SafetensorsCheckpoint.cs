using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>A model's weights: one safetensors file, or several that an index or their folder holds together.</summary>
/// <remarks>Thread-safe for reading, as <see cref="SafetensorsFile"/> is. A sharded checkpoint reads as the whole one does.</remarks>
internal sealed class SafetensorsCheckpoint : IDisposable
{
    private readonly List<SafetensorsFile> _files;
    private readonly Dictionary<string, SafetensorsFile> _owners = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SafetensorsTensor> _tensors = new(StringComparer.Ordinal);

    private SafetensorsCheckpoint(string path, List<SafetensorsFile> files)
    {
        (Path, _files) = (path, files);
        var faults = new List<Fault>();
        foreach (SafetensorsFile file in files)
        {
            foreach ((string name, SafetensorsTensor tensor) in file.Tensors)
            {
                if (_owners.TryAdd(name, file))
                {
                    _tensors.Add(name, tensor);
                }
                else
                {
                    faults.Add(new Fault(file.Path, $"holds the tensor {TensorNames.Quoted(name)}, which {_owners[name].Path} holds too; a tensor must lie in one file"));
                }
            }
        }

        FaultLimit.ThrowIfAny(path, faults);
    }

    /// <summary>What was opened: a file, an index or a folder.</summary>
    public string Path { get; }

    /// <summary>All tensors, by name in ordinal order.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => _tensors;

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">A .safetensors file; an index (.index.json) beside its shards; or a folder that holds an index, or else one or more .safetensors files
    /// of which no two hold a tensor of one name.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, an index and its shards disagree, or a tensor lies in two files; all faults at once.</exception>
    public static SafetensorsCheckpoint Open(string path)
    {
        if (!Directory.Exists(path))
        {
            return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? OpenIndex(path) : OpenFiles(path, [path], _ => []);
        }

        string index = System.IO.Path.Combine(path, SafetensorsIndex.FileName);
        if (File.Exists(index))
        {
            return OpenIndex(index);
        }

        string[] files = [.. FilesIn(path)];
        return files.Length > 0 ? OpenFiles(path, files, _ => []) : throw new InvalidInputException(
            path, $"holds neither a .safetensors file nor {SafetensorsIndex.FileName}; weights in other forms (.bin, .pt) are not read, because they can execute code: take the safetensors ones");
    }

    /// <summary>Reads a tensor into torch's own memory; see <see cref="SafetensorsFile.Read"/>.</summary>
    /// <exception cref="InvalidInputException">There is no such tensor, or it holds no BF16, F16 or F32.</exception>
    public Tensor Read(string name, ScalarType type, Device device) => FileOf(name).Read(name, type, device);

    /// <summary>Reads a tensor into one there is; see <see cref="SafetensorsFile.ReadInto"/>.</summary>
    /// <exception cref="InvalidInputException">There is no such tensor, it has another shape, or it holds no BF16, F16 or F32.</exception>
    public void ReadInto(string name, Tensor target) => FileOf(name).ReadInto(name, target);

    /// <summary>A tensor's bytes; see <see cref="SafetensorsFile.OpenRaw"/>.</summary>
    /// <exception cref="InvalidInputException">There is no such tensor.</exception>
    public Stream OpenRaw(string name) => FileOf(name).OpenRaw(name);

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    /// <summary>The safetensors files of a folder that are whole: temporary ones begin with a dot.</summary>
    internal static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.safetensors").Where(file => !System.IO.Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal);

    private SafetensorsFile FileOf(string name) => _owners.TryGetValue(name, out SafetensorsFile? file) ? file : throw new InvalidInputException(
        Path, $"holds no tensor {TensorNames.Quoted(name)}{(NearestName.Of(name, _owners.Keys) is { } near ? $"; did you mean {TensorNames.Quoted(near)}?" : "")}");

    private static SafetensorsCheckpoint OpenIndex(string index)
    {
        IReadOnlyDictionary<string, string> map = SafetensorsIndex.Read(index);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(index))!;
        string[] shards = [.. map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(shard => System.IO.Path.Combine(folder, shard))];
        return OpenFiles(index, shards, file =>
            [.. map.Where(entry => entry.Value == System.IO.Path.GetFileName(file.Path) && !file.Tensors.ContainsKey(entry.Key))
                .Select(entry => new Fault(index, $"says that {entry.Value} holds {TensorNames.Quoted(entry.Key)}, which it does not; index and shards must be of one model"))]);
    }

    private static SafetensorsCheckpoint OpenFiles(string path, string[] files, Func<SafetensorsFile, IReadOnlyList<Fault>> check)
    {
        var opened = new List<SafetensorsFile>();
        var faults = new List<Fault>();
        try
        {
            foreach (string file in files)
            {
                OpenOne(file, path, opened, faults);
            }

            faults.AddRange(opened.SelectMany(check));
            FaultLimit.ThrowIfAny(path, faults);
            return new SafetensorsCheckpoint(path, opened);
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static void OpenOne(string file, string namedBy, List<SafetensorsFile> opened, List<Fault> faults)
    {
        if (!File.Exists(file))
        {
            faults.Add(new Fault(file, file == namedBy ? "is not there" : $"is not there, but {namedBy} names it; fetch the missing shard"));
            return;
        }

        try
        {
            opened.Add(SafetensorsFile.Open(file));
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults);
        }
    }
}
