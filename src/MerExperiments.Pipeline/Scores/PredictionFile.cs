using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Scores;

/// <summary>Writes <c>predictions.csv</c>: <c>name,part,discrete</c> and one probability column per class, test part first, then the pool;
/// and beside it <c>test-labels.csv</c>, by which two runs can be tested against each other without the corpus.</summary>
/// <remarks>With outer folds a test utterance is predicted by the one flow that never saw it; a pool utterance by the flow of the first outer
/// fold in whose pool it stands. Probabilities in six decimals.</remarks>
internal static class PredictionFile
{
    /// <summary>Writes the predictions of one condition.</summary>
    public static void Write(string path, IReadOnlyList<FlowOutcome> flows)
    {
        LabelSet labels = flows[0].Data.Labels;
        var rows = new List<string[]>();
        foreach (FlowOutcome flow in flows)
        {
            rows.AddRange(Rows(flow.Chosen.Test, "test"));
        }

        var seen = new HashSet<string>(rows.Select(row => row[0]), StringComparer.Ordinal);
        foreach (FlowOutcome flow in flows)
        {
            rows.AddRange(Rows(flow.Chosen.Pool, "pool").Where(row => seen.Add(row[0])));
        }

        CheckedFile.WriteText(path, CsvTable.Format(["name", "part", "discrete", .. labels.Names], rows));
    }

    /// <summary>Writes the human labels of the test part, <c>name,label,group</c>; the group is empty where it is not known.</summary>
    public static void WriteTestLabels(string path, IReadOnlyList<FlowOutcome> flows) => CheckedFile.WriteText(
        path, CsvTable.Format(["name", "label", "group"], flows.SelectMany(flow => flow.Data.Split.Test).Select(u => new[] { u.Name, u.Label ?? "", u.Speaker ?? "" })));

    private static IEnumerable<string[]> Rows(Posteriors posteriors, string part)
    {
        for (int row = 0; row < posteriors.Count; row++)
        {
            string[] probabilities = [.. posteriors[row].ToArray().Select(p => p.ToString("0.000000", CultureInfo.InvariantCulture))];
            yield return [posteriors.Names[row], part, posteriors.Labels[posteriors.PredictedIndex(row)], .. probabilities];
        }
    }
}
