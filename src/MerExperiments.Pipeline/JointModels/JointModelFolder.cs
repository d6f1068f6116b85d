using System.Globalization;
using MerExperiments.Corpora;

namespace MerExperiments.Pipeline.JointModels;

/// <summary>Reads what training a joint model left beside it.</summary>
internal static class JointModelFolder
{
    /// <summary>What the epochs came to; none where the table is absent.</summary>
    public static IReadOnlyList<EpochScore> EpochsIn(string folder)
    {
        string path = Path.Combine(folder, "epochs.csv");
        return File.Exists(path) ? [.. CsvTable.Read(path).Rows.Select(Read)] : [];
    }

    private static EpochScore Read(CsvRow row) => new(
        int.Parse(row["epoch"], CultureInfo.InvariantCulture),
        double.Parse(row["training_loss"], CultureInfo.InvariantCulture),
        row["validation_waf"] is { Length: > 0 } waf ? double.Parse(waf, CultureInfo.InvariantCulture) : null);
}
