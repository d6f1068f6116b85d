using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Features;

namespace MerExperiments.EndToEnd.Runs;

[Collection(SmallRunCollection.Name)]
public sealed class ExportedModelTests(FinishedRun finished)
{
    private const string Program = "MerExperiments.ModelConsumer";

    [Fact]
    public void Model_InAProgramWithoutTheToolkit_PredictsTheSame()
    {
        CsvRow[] test = [.. CsvTable.Read(finished.Run.Predictions).Rows.Where(row => row["part"] == "test")];

        // Other tests of this workspace keep tables of their own joint models beside the run's; one of them must be the one the model was trained on.
        double worst = Directory.EnumerateDirectories(Features, "audio-text-*").Min(joint => Worst(test, joint));

        Assert.InRange(worst, 0, 1e-5);
    }

    private string Features => Path.Combine(finished.Root, "datasets", "features");

    private double Worst(CsvRow[] test, string joint)
    {
        string features = Path.Combine(finished.Root, "features.tsv");
        File.WriteAllLines(features, FeatureLines([.. test.Select(row => row["name"])], joint));
        string[][] lines = [.. Start(finished.Run.Model, features).Select(line => line.Split('\t'))];
        double[][] scores = [.. lines.Select(line => line.Skip(1).Select(Number).ToArray())];
        Assert.Equal(test.Length, scores.Length);
        Assert.Equal(scores.Select(row => LabelSet.Mer2024[Array.IndexOf(row, row.Max())]), lines.Select(line => line[0]));
        return test.Index().Max(row => LabelSet.Mer2024.Names.Select((label, c) => Math.Abs(Number(row.Item[label]) - scores[row.Index][c])).Max());
    }

    private static IEnumerable<string> Start(string model, string features)
    {
        string program = Path.Combine(AppContext.BaseDirectory.Replace("MerExperiments.EndToEnd", Program, StringComparison.Ordinal), $"{Program}.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, model, features]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private IEnumerable<string> FeatureLines(IReadOnlyList<string> names, string joint)
    {
        FeatureTable[] tables = [.. Encoders().Select(encoder => Table(encoder, names, joint))];
        return names.Select((_, row) => string.Join('\t', tables.SelectMany(table => table[row].ToArray()).Select(
            value => value.ToString("R", CultureInfo.InvariantCulture))));
    }

    private IEnumerable<string> Encoders() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(finished.Run.Model, "model.json"))).RootElement
            .GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("encoder").GetString()!);

    private FeatureTable Table(string encoder, IReadOnlyList<string> names, string joint)
    {
        string folder = encoder == "audio-text"
            ? joint
            : Path.Combine(Features, finished.Run.ReadManifest().FeatureTables.Single(table => table.StartsWith($"{encoder}-", StringComparison.Ordinal)));
        (NpyArray array, float[] values) = Npy.ReadSingles(Path.Combine(folder, "values.npy"));
        string[] rows = [.. CsvTable.Read(Path.Combine(folder, "index.csv")).Rows.Select(row => row["name"])];
        return new FeatureTable(encoder, Modality.Audio, (int)array.Shape[1], rows, new FeatureState[rows.Length], values).Select(names);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
