using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Features;

/// <summary>The files of one feature table: <c>values.npy</c>, <c>index.csv</c> and <c>card.json</c>.</summary>
internal static class FeatureTableFolder
{
    private static readonly string[] Columns = ["row", "name", "state", "reason"];

    /// <summary>Writes a table from finished shards; each file is flushed to the disk.</summary>
    public static void Write(string folder, FeatureCard card, IReadOnlyList<string> names, ShardFolder shards)
    {
        var index = new List<string[]>(names.Count);
        AtomicFile.Write(Path.Combine(folder, "values.npy"), stream =>
        {
            Npy.WriteHeader<float>(stream, names.Count, card.Dimension);
            for (int shard = 0; shard < shards.Count; shard++)
            {
                FeatureShard content = shards.Read(shard);
                stream.Write(MemoryMarshal.AsBytes<float>(content.Values));
                int first = index.Count;
                index.AddRange(content.States.Select((state, i) => Line(first + i, names, state, content.Reasons[i])));
            }
        });
        AtomicFile.Write(Path.Combine(folder, "index.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(CsvTable.Format(Columns, index))));
        RunJson.Write(Path.Combine(folder, "card.json"), card);
    }

    /// <summary>Opens a table; its values are mapped, not read.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the files do not agree.</exception>
    public static StoredFeatures Read(string folder)
    {
        FeatureCard card = RunJson.Read<FeatureCard>(Path.Combine(folder, "card.json"));
        CsvTable index = CsvTable.Read(Path.Combine(folder, "index.csv"));
        string path = Path.Combine(folder, "values.npy");
        (NpyArray array, ReadOnlyMemory<float> values) = MappedArray.Open(path);
        if (!array.Shape.SequenceEqual([index.Rows.Count, card.Dimension]))
        {
            throw new InvalidInputException(
                path, $"has the shape [{string.Join(", ", array.Shape)}]; by index.csv and card.json it must be [{index.Rows.Count}, {card.Dimension}]");
        }

        FeatureState[] states = [.. index.Rows.Select(row => ShardFolder.ParseState(row["state"], row.Place))];
        var table = new FeatureTable(card.Encoder, card.Modality, card.Dimension, [.. index.Rows.Select(row => row["name"])], states, values);
        return new StoredFeatures(folder, card, table, [.. index.Rows.Select(row => row["reason"] is { Length: > 0 } reason ? reason : null)]);
    }

    private static string[] Line(int row, IReadOnlyList<string> names, FeatureState state, string? reason) =>
        [row.ToString(CultureInfo.InvariantCulture), names[row], ShardFolder.Kebab(state), reason ?? ""];
}
