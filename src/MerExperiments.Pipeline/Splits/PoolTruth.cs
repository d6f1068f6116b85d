using MerExperiments.Corpora;

namespace MerExperiments.Pipeline.Splits;

/// <summary>The true labels of a pool, where a corpus keeps them apart in <c>truth/label-pool.csv</c> (<c>name,discrete</c>).</summary>
/// <remarks>No corpus reader reads that file. It judges the mining after the fact, and never reaches a trial.</remarks>
internal static class PoolTruth
{
    /// <summary>Reads the true labels, or nothing where the corpus keeps none.</summary>
    /// <exception cref="InvalidInputException">The file has no such columns.</exception>
    public static IReadOnlyDictionary<string, string> Read(Corpus corpus)
    {
        string path = Path.Combine(corpus.Root, "truth", "label-pool.csv");
        var truth = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return truth;
        }

        CsvTable table = CsvTable.Read(path);
        InvalidInputException.ThrowIfAny([.. new[] { "name", "discrete" }.Select(table.Missing).OfType<Fault>()]);
        foreach (CsvRow row in table.Rows)
        {
            truth[row["name"]] = row["discrete"];
        }

        return truth;
    }
}
