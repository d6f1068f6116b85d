using System.IO.MemoryMappedFiles;
using MerExperiments.Storage;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Weights;

/// <summary>One safetensors file: tensors by name, mapped into memory and read where they lie.</summary>
/// <remarks>The whole header is checked when the file is opened. Files of more than 2 GB are read like any other. Reading is thread-safe; the file must not be
/// changed while it is open. Nothing in the file is ever executed.</remarks>
internal sealed class SafetensorsFile : IDisposable
{
    /// <summary>Bytes read at a time where a tensor cannot be read straight into its place.</summary>
    private const int BlockBytes = 8 << 20;

    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, SafetensorsTensor> _tensors;

    private SafetensorsFile(string path, FileStream stream)
    {
        Path = path;
        (IReadOnlyList<SafetensorsTensor> tensors, Metadata) = SafetensorsHeader.Read(path, stream);
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        _mapping = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What it holds, by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => _tensors;

    /// <summary>The texts it carries along, e.g. <c>format</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read or is no safetensors file; all faults at once, each with its byte.</exception>
    public static SafetensorsFile Open(string path)
    {
        try
        {
            FileStream stream = RegularFile.OpenRead(path);
            try
            {
                return new SafetensorsFile(path, stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads a tensor into torch's own memory.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="type">The type it is converted to.</param>
    /// <param name="device">Where it is put.</param>
    /// <returns>A new tensor, in the current dispose scope. Beside it no more than 8 MB are held.</returns>
    /// <exception cref="InvalidInputException">There is no such tensor, or it holds no BF16, F16 or F32.</exception>
    public Tensor Read(string name, ScalarType type, Device device)
    {
        SafetensorsTensor tensor = Find(name);
        Tensor values = empty([.. tensor.Shape], type, device);
        ReadInto(name, values);
        return values;
    }

    /// <summary>Reads a tensor into one there is, converting it to that one's type and device.</summary>
    /// <exception cref="InvalidInputException">There is no such tensor, it has another shape, or it holds no BF16, F16 or F32.</exception>
    public void ReadInto(string name, Tensor target)
    {
        SafetensorsTensor tensor = Find(name);
        ScalarType stored = ElementTypes.WeightType(tensor.Element) ?? throw new InvalidInputException(
            $"{Path}: {TensorNames.Quoted(name)}", $"holds {tensor.Element}; weights are read from {ElementTypes.Readable}");
        if (!target.shape.AsSpan().SequenceEqual([.. tensor.Shape]))
        {
            throw new InvalidInputException(
                $"{Path}: {TensorNames.Quoted(name)}", $"has the shape [{string.Join(", ", tensor.Shape)}]; [{string.Join(", ", target.shape)}] is wanted");
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Tensor detached = target.detach();
        if (detached.is_contiguous())
        {
            Fill(tensor, stored, detached.view(-1));
            return;
        }

        Tensor whole = empty(target.shape, stored);
        Fill(tensor, stored, whole.view(-1));
        detached.copy_(whole);
    }

    /// <summary>A tensor's bytes as they lie in the file, of whatever element type.</summary>
    /// <returns>A stream over the mapped file, to be disposed of before the file.</returns>
    /// <exception cref="InvalidInputException">There is no such tensor.</exception>
    public Stream OpenRaw(string name)
    {
        SafetensorsTensor tensor = Find(name);
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        return tensor.Bytes == 0 ? new MemoryStream([], false) : _mapping.CreateViewStream(tensor.Offset, tensor.Bytes, MemoryMappedFileAccess.Read);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
    }

    private SafetensorsTensor Find(string name) => _tensors.TryGetValue(name, out SafetensorsTensor? tensor) ? tensor : throw new InvalidInputException(
        Path, $"holds no tensor {TensorNames.Quoted(name)}{(NearestName.Of(name, _tensors.Keys) is { } near ? $"; did you mean {TensorNames.Quoted(near)}?" : "")}");

    /// <summary>Copies a tensor's bytes into a flat tensor, block by block; the first step towards every reading.</summary>
    private void Fill(SafetensorsTensor tensor, ScalarType stored, Tensor flat)
    {
        bool straight = flat.dtype == stored && flat.device.type == TorchSharp.DeviceType.CPU;
        int size = ElementTypes.BytesOf(tensor.Element);
        long block = BlockBytes / size;
        using Tensor? staging = straight ? null : empty(Math.Min(block, tensor.Elements), stored);
        for (long at = 0; at < tensor.Elements; at += block)
        {
            long count = Math.Min(block, tensor.Elements - at);
            using Tensor target = flat.narrow(0, at, count);
            using Tensor read = staging is null ? target.alias() : staging.narrow(0, 0, count);
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(tensor.Offset + (at * size)), read.bytes);
            if (staging is not null)
            {
                using Tensor copied = target.copy_(read);
            }
        }
    }
}

/// <summary>A tensor that lies in a safetensors file, in C order.</summary>
/// <param name="Name">Its name, e.g. <c>model.embed_tokens.weight</c>.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its extents; empty for a single number.</param>
/// <param name="File">The file.</param>
/// <param name="Offset">Its first byte, counted from the beginning of the file.</param>
/// <param name="Bytes">Its length in bytes.</param>
internal sealed record SafetensorsTensor(string Name, SafetensorsElement Element, IReadOnlyList<long> Shape, string File, long Offset, long Bytes)
{
    /// <summary>The number of its elements.</summary>
    public long Elements => Bytes / ElementTypes.BytesOf(Element);
}
