using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Media.Generated;

/// <summary>Writes the CSV files of a generated corpus.</summary>
internal static class CorpusTables
{
    /// <summary>The usual valence of each class, -5 to 5, in the order of <see cref="Emotion"/>.</summary>
    private static readonly double[] Valences = [0.2, -2.6, 2.9, -2.8, -1.7, 0.8];

    /// <summary>Writes all of them.</summary>
    public static void Write(string folder, IReadOnlyList<UtterancePlan> plans)
    {
        UtterancePlan[] labelled = [.. plans.Where(p => p.Part == UtterancePart.Labelled)];
        UtterancePlan[] candidates = [.. plans.Where(p => p.Part != UtterancePart.Labelled)];
        Put(folder, "label-disdim.csv", ["name", "discrete", "valence"], labelled, p => [p.Name, Name(p.Label), Valence(p)]);
        Put(folder, "candidate.csv", ["name"], candidates, p => [p.Name]);
        Put(folder, "label-test.csv", ["name", "discrete"], candidates.Where(p => p.Part == UtterancePart.Test), p => [p.Name, Name(p.Truth)]);
        Put(folder, "label-transcription.csv", ["name", "chinese", "english"], plans, Transcript);
        Put(folder, "speakers.csv", ["name", "speaker"], plans, p => [p.Name, p.Speaker]);
        Put(folder, "truth/label-pool.csv", ["name", "discrete"], candidates.Where(p => p.Part == UtterancePart.Pool), p => [p.Name, Name(p.Truth)]);
    }

    private static void Put(
        string folder, string file, string[] header, IEnumerable<UtterancePlan> plans, Func<UtterancePlan, IReadOnlyList<string>> row) =>
        CheckedFile.WriteText(Path.Combine(folder, file), CsvTable.Format(header, plans.Select(row)));

    private static string[] Transcript(UtterancePlan plan)
    {
        (string chinese, string english) = TranscriptWriter.Write(plan);
        return [plan.Name, chinese, english];
    }

    private static string Valence(UtterancePlan plan) =>
        Math.Clamp(new Draw(plan.Seed.For("valence")).Normal(Valences[(int)plan.Label], 0.9), -5, 5).ToString("F2", CultureInfo.InvariantCulture);

    private static string Name(Emotion emotion) => LabelSet.Mer2024[(int)emotion];
}
