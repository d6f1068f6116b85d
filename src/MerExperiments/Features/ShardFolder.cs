using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Features;

/// <summary>The finished shards of a table that is being computed: <c>&lt;i&gt;.npy</c>, and <c>&lt;i&gt;.csv</c> written after it, which commits it.</summary>
internal sealed class ShardFolder(string path, int dimension, int rows)
{
    /// <summary>The folder's path.</summary>
    public string Path { get; } = path;

    /// <summary>The number of rows of the whole table.</summary>
    public int Rows { get; } = rows;

    /// <summary>The number of shards of the whole table.</summary>
    public int Count => (Rows + FeatureStore.ShardRows - 1) / FeatureStore.ShardRows;

    /// <summary>The rows of a shard.</summary>
    public Range RowsOf(int shard) => (shard * FeatureStore.ShardRows)..Math.Min(Rows, (shard + 1) * FeatureStore.ShardRows);

    /// <summary>True where the shard is finished.</summary>
    public bool Has(int shard) => File.Exists(FileOf(shard, "csv"));

    /// <summary>Commits a shard; where one was committed before, that one stands.</summary>
    /// <exception cref="InvalidOperationException">Its sizes are not those of the shard, or a present row holds a value that is not finite.</exception>
    public void Write(int shard, FeatureShard content)
    {
        int count = RowsOf(shard).GetOffsetAndLength(Rows).Length;
        Check(content, count);
        for (int row = 0; row < count; row++)
        {
            if (content.States[row] != FeatureState.Present)
            {
                content.Values.AsSpan(row * dimension, dimension).Fill(float.NaN);
            }
        }

        IEnumerable<string[]> lines = Enumerable.Range(0, count).Select(row => new[] { Kebab(content.States[row]), content.Reasons[row] ?? "" });
        AtomicFile.WriteOnce(FileOf(shard, "npy"), stream => Npy.Write<float>(stream, content.Values, count, dimension));
        AtomicFile.WriteOnce(FileOf(shard, "csv"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(CsvTable.Format(["state", "reason"], lines))));
    }

    /// <summary>Reads a finished shard.</summary>
    public FeatureShard Read(int shard)
    {
        CsvTable index = CsvTable.Read(FileOf(shard, "csv"));
        return new FeatureShard(
            Npy.Read<float>(FileOf(shard, "npy")).Values,
            [.. index.Rows.Select(row => ParseState(row["state"], row.Place))],
            [.. index.Rows.Select(row => row["reason"] is { Length: > 0 } reason ? reason : null)]);
    }

    /// <summary>A state as the files write it.</summary>
    public static string Kebab(FeatureState state) => state switch
    {
        FeatureState.Present => "present",
        FeatureState.Missing => "missing",
        FeatureState.Silent => "silent",
        FeatureState.NoFace => "no-face",
        FeatureState.EmptyText => "empty-text",
        FeatureState.Quarantined => "quarantined",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Reads what <see cref="Kebab"/> wrote.</summary>
    public static FeatureState ParseState(string text, string place)
    {
        foreach (FeatureState state in Enum.GetValues<FeatureState>())
        {
            if (Kebab(state) == text)
            {
                return state;
            }
        }

        throw new InvalidInputException(place, $"has the state \"{text}\"{NearestName.Hint(text, [.. Enum.GetValues<FeatureState>().Select(Kebab)])}");
    }

    private void Check(FeatureShard content, int count)
    {
        if (content.States.Length != count || content.Reasons.Length != count || content.Values.Length != count * dimension)
        {
            throw new InvalidOperationException(
                $"a shard of {count} rows came with {content.States.Length} states, {content.Reasons.Length} reasons and {content.Values.Length} values");
        }

        for (int i = 0; i < content.Values.Length; i++)
        {
            if (content.States[i / dimension] == FeatureState.Present && !float.IsFinite(content.Values[i]))
            {
                throw new InvalidOperationException($"value {i % dimension} of row {i / dimension} is {content.Values[i]}; a present feature must be finite");
            }
        }
    }

    private string FileOf(int shard, string ending) =>
        System.IO.Path.Combine(Path, "shards", string.Create(CultureInfo.InvariantCulture, $"{shard:D5}.{ending}"));
}
