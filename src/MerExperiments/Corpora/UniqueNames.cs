using System.Text;

namespace MerExperiments.Corpora;

/// <summary>Checks the utterance names of a file as they are read: not empty, no path separators, none twice, and fit to name files after.</summary>
internal sealed class UniqueNames(List<Fault> faults)
{
    /// <summary>File systems take 255 bytes; what is made of an utterance adds an ending.</summary>
    private const int MostBytes = 200;

    private readonly Dictionary<string, CsvRow> _first = new(StringComparer.Ordinal);

    /// <summary>Takes note of a name, and of what is wrong with it.</summary>
    /// <returns>True where the name is good and new.</returns>
    public bool Add(CsvRow row, string name)
    {
        string? problem =
            name.Trim().Length == 0 ? "the name is empty; every utterance must have one"
            : name.AsSpan().IndexOfAny("/\\") >= 0 || name is "." or ".." ? $"the name \"{name}\" must not hold a path separator"
            : name.Any(char.IsControl) ? "the name holds a line break or another control character; it must be plain text"
            : Encoding.UTF8.GetByteCount(name) > MostBytes ? $"the name has {Encoding.UTF8.GetByteCount(name)} bytes; it must have {MostBytes} or fewer, because files are named after it"
            : !_first.TryAdd(name, row) ? $"the name \"{name}\" stands twice; it stands first at {_first[name].Place}"
            : null;
        if (problem is not null)
        {
            faults.Add(new Fault(row.Place, problem));
        }

        return problem is null;
    }
}
