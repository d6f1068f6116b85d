using System.Globalization;
using System.Text;
using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>The files of one table: <c>values.npy</c>, <c>index.csv</c>, <c>card.json</c> and, at the frame level, <c>offsets.npy</c>.</summary>
internal static class FeatureTableFolder
{
    private const string Values = "values.npy", Offsets = "offsets.npy", Index = "index.csv", Card = "card.json";
    private static readonly string[] Columns = ["row", "name", "state", "reason"];

    /// <summary>NumPy's code of a precision.</summary>
    public static string TypeOf(FeaturePrecision precision) => precision == FeaturePrecision.Single ? "f4" : "f2";

    /// <summary>Whether a folder holds the frames of utterances, not one row for each.</summary>
    public static bool IsFramed(string folder) => File.Exists(Path.Combine(folder, Offsets));

    /// <summary>Writes the header of a [rows, dimension] array.</summary>
    public static void WriteHeader(Stream stream, FeaturePrecision precision, long rows, int dimension)
    {
        if (precision == FeaturePrecision.Single)
        {
            Npy.WriteHeader<float>(stream, rows, dimension);
        }
        else
        {
            Npy.WriteHeader<Half>(stream, rows, dimension);
        }
    }

    /// <summary>Writes a table from finished shards, one shard in memory at a time; each file is flushed to the disk.</summary>
    /// <exception cref="DamagedShardException">A shard no longer holds what was written.</exception>
    public static void Write(string folder, FeatureCard card, IReadOnlyList<string> names, PartialTable shards)
    {
        ShardRecord[] records = [.. Enumerable.Range(0, shards.Count).Select(shards.Record)];
        CheckedFile.Write(Path.Combine(folder, Values), stream =>
        {
            WriteHeader(stream, card.Precision, records.Sum(record => record.Frames.Sum(count => (long)count)), card.Dimension);
            for (int shard = 0; shard < records.Length; shard++)
            {
                shards.CopyValues(shard, records[shard], stream);
            }
        });
        if (card.Level == FeatureLevel.Frame)
        {
            CheckedFile.Write(Path.Combine(folder, Offsets), stream => Npy.Write<long>(stream, OffsetsOf(records, names.Count), names.Count + 1));
        }

        CheckedFile.Write(Path.Combine(folder, Index), stream => WriteIndex(stream, card.Level, names, records));
        RunJson.Write(Path.Combine(folder, Card), card);
    }

    /// <summary>Refuses a table of which a file is missing, is not what was written, or has no checksum; every byte is read.</summary>
    /// <exception cref="InvalidInputException">The faults of all files.</exception>
    public static void Require(string folder, FeatureCard card)
    {
        string[] names = [Values, Index, Card, .. card.Level == FeatureLevel.Frame ? [Offsets] : Array.Empty<string>()];
        InvalidInputException.ThrowIfAny([.. from name in names
                                             let path = Path.Combine(folder, name)
                                             let problem = CheckedFile.Damage(path)
                                             where problem is not null
                                             select new Fault(path, problem)]);
        if (ReadCard(folder, card.Level).Key != card.Key)
        {
            throw new InvalidInputException(Path.Combine(folder, Card), "is the card of another table");
        }
    }

    /// <summary>Refuses a table of which a file is not what was written; every byte is read. A table without checksums is taken as it is.</summary>
    /// <exception cref="InvalidInputException">A file is damaged.</exception>
    public static void RequireUndamaged(string folder)
    {
        foreach (string file in Directory.GetFiles(folder).Where(file => !file.EndsWith(CheckedFile.Ending, StringComparison.Ordinal)))
        {
            CheckedFile.Require(file, "encode the corpus again, which puts the table in order (mer encode)");
        }
    }

    /// <summary>Opens an utterance-level table; its values are mapped, not read, unless they are float16.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the files do not agree.</exception>
    public static StoredFeatures Read(string folder)
    {
        FeatureCard card = ReadCard(folder, FeatureLevel.Utterance);
        (TableRows rows, string?[] reasons) = ReadIndex(folder, card);
        MappedArray array = Open(folder, card, rows.Names.Count, Index);
        var table = new FeatureTable(card.Encoder, card.Modality, card.Dimension, rows.Names, rows.States, array.ToMemory(Path.Combine(folder, Values)));
        return new StoredFeatures(folder, card, table, reasons);
    }

    /// <summary>Opens a frame-level table; its values are mapped, not read.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the files do not agree.</exception>
    public static StoredFrames ReadFrames(string folder)
    {
        FeatureCard card = ReadCard(folder, FeatureLevel.Frame);
        (TableRows rows, string?[] reasons) = ReadIndex(folder, card);
        long[] offsets = Npy.Read<long>(Path.Combine(folder, Offsets)).Values;
        MappedArray array = Open(folder, card, offsets.Length == 0 ? 0 : offsets[^1], Offsets);
        try
        {
            return new StoredFrames(folder, card, new FrameTable(rows, card.Dimension, offsets, array.Array.Count, array.Slice), reasons);
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException(folder, e.Message);
        }
    }

    private static FeatureCard ReadCard(string folder, FeatureLevel level)
    {
        string path = Path.Combine(folder, Card);
        FeatureCard card = RunJson.Read<FeatureCard>(path);
        return card.Level == level
            ? card
            : throw new InvalidInputException(path, $"is of the level {card.Level}; a table of the level {level} is expected here");
    }

    private static MappedArray Open(string folder, FeatureCard card, long rows, string by)
    {
        string path = Path.Combine(folder, Values);
        MappedArray array = MappedArray.Open(path);
        return array.Array.Shape.SequenceEqual([rows, card.Dimension])
            ? array
            : throw new InvalidInputException(
                path, $"has the shape [{string.Join(", ", array.Array.Shape)}]; by {by} and {Card} it must be [{rows}, {card.Dimension}]");
    }

    private static (TableRows Rows, string?[] Reasons) ReadIndex(string folder, FeatureCard card)
    {
        CsvTable index = CsvTable.Read(Path.Combine(folder, Index));
        string[] names = [.. index.Rows.Select(row => row["name"])];
        FeatureState[] states = [.. index.Rows.Select(row => FeatureStates.Parse(row["state"], row.Place))];
        string?[] reasons = [.. index.Rows.Select(row => row["reason"] is { Length: > 0 } reason ? reason : null)];
        return (new TableRows(card.Encoder, card.Modality, names, states), reasons);
    }

    private static long[] OffsetsOf(ShardRecord[] records, int count)
    {
        long[] offsets = new long[count + 1];
        int row = 0;
        foreach (int frames in records.SelectMany(record => record.Frames))
        {
            offsets[row + 1] = offsets[row] + frames;
            row++;
        }

        return offsets;
    }

    private static void WriteIndex(Stream stream, FeatureLevel level, IReadOnlyList<string> names, ShardRecord[] records)
    {
        bool framed = level == FeatureLevel.Frame;
        stream.Write(Encoding.UTF8.GetBytes(CsvTable.Format(framed ? [.. Columns, "frames"] : Columns, [])));
        int first = 0;
        foreach (ShardRecord record in records)
        {
            string[][] lines = [.. record.States.Select((state, i) => Line(first + i, state, record, i))];
            stream.Write(Encoding.UTF8.GetBytes(CsvTable.Format(lines[0], lines[1..])));
            first += lines.Length;
        }

        string[] Line(int at, FeatureState state, ShardRecord record, int i)
        {
            string[] line = [Text(at), names[at], FeatureStates.Kebab(state), record.Reasons[i] ?? ""];
            return framed ? [.. line, Text(record.Frames[i])] : line;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A finished shard no longer holds what was written; it is computed again.</summary>
internal sealed class DamagedShardException(int shard, string path)
    : Exception($"{path}: does not hold what was written there; the disk may be failing")
{
    /// <summary>Which one.</summary>
    public int Shard { get; } = shard;
}
