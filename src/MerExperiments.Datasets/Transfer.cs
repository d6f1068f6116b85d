using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Datasets;

/// <summary>A download under way: its part, its length as far as it is known, and whom it tells of its bytes.</summary>
internal sealed class Transfer(Download file, PartFile part) : IDisposable
{
    private ByteProgress? _progress;

    public Download File => file;

    public PartFile Part => part;

    public string Folder => part.Folder;

    /// <summary>The whole file's length: the card's, else the server's; null where neither says.</summary>
    public long? Bytes { get; private set; } = file.Bytes;

    /// <summary>True where as many bytes are here as there must be.</summary>
    public bool IsComplete => part.Length == Bytes;

    /// <summary>An answer says how long the file is.</summary>
    public void Expect(long? bytes, IRunProgress progress)
    {
        Bytes = bytes;
        _progress ??= new ByteProgress(progress, $"fetch {file.Path}", bytes);
        _progress.Reach(part.Length);
    }

    /// <summary>Adds bytes to the part.</summary>
    /// <exception cref="InvalidInputException">More come than the file has.</exception>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (part.Length + bytes.Length > Bytes)
        {
            part.Begin(goesOn: false, validator: null);
            throw new InvalidInputException(file.Url, $"sends more than the {Bytes} bytes that {(file.Bytes is null ? "it announced" : "the card says")}");
        }

        part.Add(bytes);
        _progress?.Reach(part.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _progress?.Dispose();
}
