using System.Globalization;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>The joint model's features as a table of the feature store, beside those of the encoders: what a notebook or an exported model reads.</summary>
internal static class JointTable
{
    /// <summary>Keeps a table; nothing is written where it is kept already.</summary>
    /// <param name="store">The feature store's folder.</param>
    /// <param name="table">The features of all rows of a split.</param>
    /// <param name="feature">What the features are.</param>
    /// <param name="tasks">The files of what each fold's model encoded: their names say all that decides the table.</param>
    /// <param name="notice">Told in a sentence of what was damaged.</param>
    /// <returns>The folder.</returns>
    public static string Keep(string store, FeatureTable table, JointFeature feature, IEnumerable<string> tasks, Action<string> notice)
    {
        string models = Hash(tasks.Select(path => $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}"));
        var card = new FeatureCard
        {
            Encoder = CrossFitted.EncoderName,
            Modality = Modality.AudioText,
            Dimension = table.Dimension,
            Graphs = [models],
            Preparation = string.Create(CultureInfo.InvariantCulture, $"cross-fitted joint model, {feature}; {AudioTextModels.CodeVersion}"),
            Pooling = "by the model; the mean over folds where no fold trained on the row",
            CorpusHash = Hash(table.Names),
            MediaHash = models,
        };
        return new FeatureStore(store, notice: notice).GetOrCreate(card, table.Names, rows => Shard(table, rows)).Folder;
    }

    private static FeatureShard Shard(FeatureTable table, Range rows)
    {
        (int start, int count) = rows.GetOffsetAndLength(table.Count);
        FeatureState[] states = [.. table.States.Skip(start).Take(count)];
        return new FeatureShard(
            table.Values.Slice(start * table.Dimension, count * table.Dimension).ToArray(),
            states,
            [.. states.Select(state => state == FeatureState.Quarantined ? "has sound that could not be read, and no words" : null)]);
    }

    private static string Hash(IEnumerable<string> lines) => ContentHash.Of(string.Join('\n', lines));
}
