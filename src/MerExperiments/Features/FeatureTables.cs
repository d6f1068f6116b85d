using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Microsoft.ML;

namespace MerExperiments.Features;

/// <summary>Feature tables of several encoders beside each other, with what a corpus says of its utterances: one data view for any ML.NET pipeline.</summary>
public static class FeatureTables
{
    /// <summary>The number of folds where no plan is given.</summary>
    public const int DefaultFolds = 5;

    /// <summary>What follows an encoder's name in the name of the column that says whether a row has its feature.</summary>
    public const string PresenceEnding = ".Present";

    /// <summary>Opens the tables that a run read, from the workspace in which it lies.</summary>
    /// <remarks>As they were encoded: a run with <c>normalise: speaker</c> normalises them after it has read them.</remarks>
    /// <param name="run">The run, in <c>experiments/EXPERIMENT/RUN</c> of its workspace.</param>
    /// <param name="encoders">The encoders' names, in the order of the tables; <c>audio-text</c> is the joint model.</param>
    /// <exception cref="InvalidInputException">The run read no utterance-level features of an encoder, or several (of different sound, or of several splits' joint models), they are no longer
    /// in the workspace, or a file is not what was written.</exception>
    public static IReadOnlyList<FeatureTable> Of(RunFolder run, params IReadOnlyList<string> encoders)
    {
        if (!File.Exists(run.Manifest))
        {
            throw new InvalidInputException(run.Path, "is no folder of a run: it holds no run.json");
        }

        RunManifest manifest = run.ReadManifest();
        string features = new Workspace(Path.GetFullPath(Path.Combine(run.Path, "..", "..", ".."))).Features;
        var folders = manifest.FeatureTables.Concat(manifest.JointTables).Where(folder => !FeatureTableFolder.IsFramed(Path.Combine(features, folder)))
            .ToLookup(folder => folder[..folder.LastIndexOf('-')], folder => Path.Combine(features, folder), StringComparer.Ordinal);
        InvalidInputException.ThrowIfAny([.. encoders.Select(encoder => FaultOf(encoder, [.. folders[encoder]])).OfType<Fault>()]);
        return [.. encoders.Select(encoder => FeatureTable.Open(folders[encoder].Single()))];

        Fault? FaultOf(string encoder, string[] found) => found switch
        {
            [] when folders.Count == 0 => new Fault(run.Path, "has read no features yet"),
            [] => new Fault(run.Path, $"read no features of \"{encoder}\", but those of {string.Join(", ", folders.Select(table => table.Key))}"),
            [var one] when !Directory.Exists(one) => new Fault(one, $"is no longer there, and {run.Path} read it; a run is opened in the workspace that made it"),
            [_] => null,
            _ => new Fault(run.Path, $"read {found.Length} tables of \"{encoder}\"; open the one that is meant with FeatureTable.Open: {string.Join(", ", found)}"),
        };
    }

    /// <summary>Joins tables by the utterances' names.</summary>
    /// <remarks>
    /// A row per utterance, by ordinal name. <c>Name</c>: text. <c>Label</c>: a key of the class names; missing where no human said the class. <c>Speaker</c>: text, empty
    /// where unknown. <c>Split</c>: <c>labelled</c>, <c>pool</c> or <c>test</c>. <c>Fold</c>: a key with one value per fold; missing where the utterance is in none. <c>Weight</c>: float, 1 with
    /// a label and 0 without. Per encoder a vector of float of its name, NaN throughout where the utterance has no such feature, and a boolean <c>NAME.Present</c>.
    /// Give <c>samplingKeyColumnName: "Fold"</c> to ML.NET's <c>CrossValidate</c>, with rows of the part <see cref="UtterancePart.Labelled"/>: without it the platform splits at random, speakers
    /// across folds, and a text column in its place is hashed, which can leave folds empty.
    /// </remarks>
    /// <param name="corpus">The corpus.</param>
    /// <param name="tables">One table per encoder, one or more, each with all of the utterances that are asked for; more rows are ignored.</param>
    /// <param name="part">The utterances to take; null for all.</param>
    /// <param name="folds">The folds of the labelled utterances; null plans <see cref="DefaultFolds"/> of them, no speaker in two, with the seed 2024.</param>
    /// <exception cref="InvalidInputException">A table lacks utterances, two are of one encoder, an encoder has the name of another column, or the folds cannot be planned; all faults at once.</exception>
    public static IDataView Join(Corpus corpus, IReadOnlyList<FeatureTable> tables, UtterancePart? part = null, FoldPlan? folds = null)
    {
        Utterance[] rows = [.. corpus.Utterances.Where(utterance => part is null || utterance.Part == part)];
        IReadOnlyList<Utterance> labelled = corpus.Of(UtterancePart.Labelled);
        InvalidInputException.ThrowIfAny([.. Faults(corpus, rows, tables), .. FoldFaults(corpus, labelled, folds)]);
        Dictionary<string, int> foldOf = labelled.Count == 0 || !rows.Any(row => row.Part == UtterancePart.Labelled) ? []
            : FoldsOf(labelled, folds ?? FoldPlan.Create(labelled, corpus.Labels, DefaultFolds, new NamedSeed(2024)));
        string[] names = [.. rows.Select(row => row.Name)];
        return new FeatureDataView(
            rows.Length,
            [
                ViewColumn.Text("Name", row => names[row]),
                ViewColumn.Key("Label", corpus.Labels.Names, row => corpus.Labels.IndexOf(rows[row].Label)),
                ViewColumn.Text("Speaker", row => rows[row].Speaker),
                ViewColumn.Text("Split", row => rows[row].Part.ToString().ToLowerInvariant()),
                ViewColumn.Key(
                    "Fold", [.. Enumerable.Range(0, folds?.Count ?? DefaultFolds).Select(fold => FormattableString.Invariant($"{fold}"))], row => foldOf.GetValueOrDefault(names[row], -1)),
                ViewColumn.Number("Weight", row => rows[row].Label is null ? 0 : 1),
                .. tables.Select(table => table.Select(names)).SelectMany(ColumnsOf),
            ]);
    }

    private static readonly string[] OwnColumns = ["Name", "Label", "Speaker", "Split", "Fold", "Weight"];

    private static Dictionary<string, int> FoldsOf(IReadOnlyList<Utterance> labelled, FoldPlan plan) =>
        labelled.ToDictionary(utterance => utterance.Name, utterance => plan.FoldOf(utterance.Name), StringComparer.Ordinal);

    private static IEnumerable<ViewColumn> ColumnsOf(FeatureTable table) =>
    [
        ViewColumn.Vector(table.Encoder, row => table[row], table.Dimension),
        ViewColumn.Truth(table.Encoder + PresenceEnding, row => table.States[row] == FeatureState.Present),
    ];

    private static IEnumerable<Fault> FoldFaults(Corpus corpus, IReadOnlyList<Utterance> labelled, FoldPlan? folds)
    {
        string[] missing = folds is null ? [] : [.. labelled.Select(row => row.Name).Except(folds.Names, StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            yield return new Fault("folds", $"have no place for {missing.Length} of the {labelled.Count} labelled utterances of {corpus.Name}, the first being \"{missing[0]}\"; plan them for this corpus");
        }
    }

    private static IEnumerable<Fault> Faults(Corpus corpus, Utterance[] rows, IReadOnlyList<FeatureTable> tables)
    {
        if (tables.Count == 0 || rows.Length == 0)
        {
            yield return new Fault(corpus.Name, $"has {rows.Length} utterances to join with {tables.Count} feature tables; there must be one or more of both");
        }

        foreach (FeatureTable table in tables)
        {
            var names = table.Names.ToHashSet(StringComparer.Ordinal);
            string[] lacking = [.. rows.Select(row => row.Name).Where(name => !names.Contains(name))];
            if (lacking.Length > 0)
            {
                yield return new Fault(
                    $"features of {table.Encoder}", $"lack {lacking.Length} of the {rows.Length} utterances of {corpus.Name}, the first being \"{lacking[0]}\"; encode the whole corpus");
            }

            if (OwnColumns.Contains(table.Encoder))
            {
                yield return new Fault($"features of {table.Encoder}", $"have the name of another column; the view has {string.Join(", ", OwnColumns)} of its own");
            }
        }

        foreach (IGrouping<string, FeatureTable> twice in tables.GroupBy(table => table.Encoder, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return new Fault($"features of {twice.Key}", $"are given {twice.Count()} times; each encoder makes one column");
        }
    }
}
