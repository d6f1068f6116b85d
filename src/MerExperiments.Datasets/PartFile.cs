using System.Security.Cryptography;
using System.Text.Json;
using MerExperiments.Corpora;

namespace MerExperiments.Datasets;

/// <summary>The bytes of a download that have come so far, hashed as they come; what an earlier fetch left is hashed when it is opened.</summary>
/// <remarks>One process at a time holds it. It never has the name of the whole file.</remarks>
internal sealed class PartFile : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly string _path;
    private readonly Download _download;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartFile(string path, Download download)
    {
        (_path, _download) = (path, download);
        _stream = new FileStream(NameOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BlockBytes);
    }

    /// <summary>The bytes that are here.</summary>
    public long Length => _stream.Length;

    /// <summary>What the bytes were called by the server that sent them; null where it said nothing.</summary>
    public string? Validator { get; private set; }

    /// <summary>True where the bytes did not come in one answer, so that they may be of two states of the file.</summary>
    public bool IsPieced { get; private set; }

    /// <summary>The folder it lies in.</summary>
    public string Folder => Path.GetDirectoryName(_path)!;

    private string NotePath => NameOf(_path) + ".json";

    /// <summary>The part's name, beside the whole file.</summary>
    public static string NameOf(string path) => path + ".part";

    /// <summary>Opens or begins a part. One of another address or hash, or longer than the file, begins anew.</summary>
    /// <exception cref="InvalidInputException">Another process fetches the file.</exception>
    public static PartFile Open(string path, Download download, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PartFile part = OpenAlone(path, download);
        try
        {
            part.TakeUp(cancellation);
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>An answer begins: it goes on after what is here, or all begins anew.</summary>
    public void Begin(bool goesOn, string? validator)
    {
        if (!goesOn)
        {
            _stream.SetLength(0);
            _hash.GetHashAndReset();
        }

        IsPieced = goesOn;
        Validator = validator;
        new PartNote(_download.Url, _download.Sha256, validator).Write(NotePath);
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _hash.AppendData(bytes);
    }

    /// <summary>The SHA-256 of what is here.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Gives what is here the whole file's name, or another one; the part is gone then.</summary>
    public void MoveTo(string path, bool replace)
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(NameOf(_path), path, replace);
        File.Delete(NotePath);
    }

    /// <summary>Closes the part; one without a byte is not left.</summary>
    public void Dispose()
    {
        bool isEmpty = _stream.CanRead && _stream.Length == 0;
        _stream.Dispose();
        _hash.Dispose();
        if (isEmpty)
        {
            File.Delete(NameOf(_path));
            File.Delete(NotePath);
        }
    }

    private static PartFile OpenAlone(string path, Download download)
    {
        try
        {
            return new PartFile(path, download);
        }
        catch (IOException e) when (File.Exists(NameOf(path)))
        {
            throw new InvalidInputException(NameOf(path), $"cannot be written to, most likely because another process is fetching it: {e.Message}");
        }
    }

    private void TakeUp(CancellationToken cancellation)
    {
        PartNote? note = PartNote.Read(NotePath);
        bool isOther = note is not null && (note.Url != _download.Url || !note.Sha256.Equals(_download.Sha256, StringComparison.OrdinalIgnoreCase));
        if (isOther || Length > _download.Bytes)
        {
            _stream.SetLength(0);
            return;
        }

        Validator = note?.Validator;
        IsPieced = Length > 0;
        byte[] block = new byte[BlockBytes];
        for (int read = _stream.Read(block); read > 0; read = _stream.Read(block))
        {
            cancellation.ThrowIfCancellationRequested();
            _hash.AppendData(block, 0, read);
        }
    }
}

/// <summary>What is kept beside a part: which file it is of, and the server's word for that state of it.</summary>
/// <param name="Url">Where it comes from.</param>
/// <param name="Sha256">What the whole must have.</param>
/// <param name="Validator">The server's strong ETag or its date of last change; null where it gave neither.</param>
internal sealed record PartNote(string Url, string Sha256, string? Validator)
{
    /// <summary>The note of a file; null where there is none or it is damaged.</summary>
    public static PartNote? Read(string path)
    {
        try
        {
            PartNote? note = File.Exists(path) ? JsonSerializer.Deserialize<PartNote>(File.ReadAllText(path)) : null;
            return note is { Url: not null, Sha256: not null } ? note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => Storage.AtomicFile.WriteText(path, JsonSerializer.Serialize(this));
}
