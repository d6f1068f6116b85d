using System.Globalization;
using System.Text.Json;
using MerExperiments.AudioText;
using MerExperiments.AudioText.Training;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Media;
using MerExperiments.Pipeline;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Runs;

/// <summary><c>mer predict</c> with the model of a finished run that read sound, faces, words and the joint model.</summary>
[Collection(SmallRunCollection.Name)]
public sealed class PredictionTests(FinishedRun finished)
{
    [Fact]
    public void Predict_TestPartAsNewClips_GivesTheRunsOwnPredictions()
    {
        string clips = Clips.Write(finished.Workspace, "test-part.csv", UtterancePart.Test);

        (int exitCode, string output, string errors) = Mer.Run(finished.Root, "predict", "latest", "--clips", clips);

        Assert.True(exitCode == 0, errors);
        Assert.Contains("audio-text", Inputs(finished.Run));
        Assert.InRange(Clips.Worst(finished.Run, output), 0, 1e-5);
        Assert.Contains("60 clips: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_ClipsThatLackSomething_AreListedAndPredictedFromTheRest()
    {
        Utterance whole = Clips.Whole(finished.Workspace);
        File.WriteAllText(Path.Combine(finished.Root, "broken.wav"), "no sound");
        string[][] lacking = [["broken", "broken.wav", whole.Text!], ["nothing", "broken.wav", ""], ["sound", whole.AudioPath!, ""]];
        File.WriteAllText(Path.Combine(finished.Root, "lacking.csv"), CsvTable.Format(["name", "audio", "text"], lacking));
        string file = Path.Combine(finished.Root, "lacking-predictions.csv");

        (int exitCode, string output, string errors) = Mer.Run(finished.Root, "predict", finished.Run.Path, "--clips", "lacking.csv", "--out", file);

        IReadOnlyList<CsvRow> rows = CsvTable.Read(file).Rows;
        Assert.Equal((0, ""), (exitCode, output));
        Assert.Equal(["broken", "nothing", "sound"], rows.Select(row => row["name"]));
        Assert.Equal([false, true, false], rows.Select(row => row["class"].Length == 0));
        Assert.Contains("audio: could not be read (", rows[0]["missing"], StringComparison.Ordinal);
        Assert.Equal("text: empty; video: none", rows[2]["missing"]);
        Assert.Contains("1 without a class", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_NothingThatCanBeRead_Exits1()
    {
        File.WriteAllText(Path.Combine(finished.Root, "nothing.csv"), "name,audio\ngone,gone.wav\n");

        Assert.Equal(1, Mer.Run(finished.Root, "predict", "latest", "--clips", "nothing.csv").ExitCode);
    }

    [Fact]
    public void Predict_OneFile_IsOneClip()
    {
        string wav = Clips.Whole(finished.Workspace).AudioPath!;

        (int exitCode, string output, _) = Mer.Run(finished.Root, "predict", finished.Run.Model, "--clips", wav);

        Assert.Equal((0, Path.GetFileNameWithoutExtension(wav)), (exitCode, Assert.Single(CsvTable.Parse("output", output).Rows)["name"]));
    }

    [Fact]
    public void Predict_JointModelThatFineTuningWrote_SaysWhatTheModelSays()
    {
        string model = Path.Combine(finished.Root, "joint-to-predict-with");
        Assert.Equal(0, Mer.Run(finished.Root, "finetune", "small", "--output", model).ExitCode);

        (int exitCode, string output, string errors) = Mer.Run(finished.Root, "predict", model, "--clips", Clips.Write(finished.Workspace, "joint-test-part.csv", UtterancePart.Test));

        Assert.True(exitCode == 0, errors);
        Assert.InRange(Clips.Worst(HeadOf(model), output), 0, 1e-5);
        File.Delete(Path.Combine(model, "features.json"));
        Assert.Contains("fine-tune again", Mer.Run(finished.Root, "predict", model, "--clips", "test-part.csv").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_BadArguments_Exits2WithAllFaults()
    {
        (int exitCode, _, string errors) = Mer.Run(finished.Root, "predict", "nosuch", "--clips", "gone", "--out", Path.Combine("gone", "out.csv"));

        Assert.Equal(2, exitCode);
        Assert.Equal(["command line: \"nosuch\"", "--clips: is", "--out: is"], errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ').Take(line.StartsWith('c') ? 3 : 2))));
    }

    [Fact]
    public void Predict_DamagedModel_Exits2AndNamesTheFile()
    {
        string copy = Clips.Copy(finished.Run.Model, Path.Combine(finished.Root, "damaged"));
        File.AppendAllText(Path.Combine(copy, "model.onnx"), "x");
        string joint = Directory.EnumerateFiles(Path.Combine(copy, "joint"), "model.safetensors", SearchOption.AllDirectories).First();
        File.Delete(joint);

        (int exitCode, _, string errors) = Mer.Run(finished.Root, "predict", copy, "--clips", "gone");

        Assert.Equal(2, exitCode);
        Assert.Contains($"{Path.Combine(copy, "model.onnx")}: is not what was written", errors, StringComparison.Ordinal);
        Assert.Contains($"{joint}: is missing", errors, StringComparison.Ordinal);
        Assert.Contains("--clips", errors, StringComparison.Ordinal);
    }

    /// <summary>What a joint model's class head says of the test part, from the frames that the run kept.</summary>
    private Posteriors HeadOf(string model)
    {
        using FittedJointModel fitted = FittedJointModel.Load(model);
        string frames = finished.Run.ReadManifest().FeatureTables.Single(table => table.StartsWith("mel-frames-", StringComparison.Ordinal));
        var rows = JointRows.Of(
            FrameTable.Read(Path.Combine(finished.Root, "datasets", "features", frames)), Clips.Of(finished.Workspace, UtterancePart.Test), fitted.Labels);
        return new Posteriors(rows.Names, fitted.Labels, fitted.Encode(rows).Posteriors);
    }

    private static IEnumerable<string> Inputs(RunFolder run) => JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Model, "model.json"))).RootElement
        .GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("encoder").GetString()!);
}

/// <summary><c>mer predict</c> with a model whose features are normalised per speaker.</summary>
public sealed class SpeakerPredictionTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new(
        """
        { "experiments": { "small": { "question": "q", "folds": 2, "encoders": ["mel-statistics", "char-ngrams"], "normalise": "speaker",
          "corpus": { "kind": "generated", "labelled": 90, "pool": 0, "test": 40 },
          "sweep": { "heads": ["maximum-entropy", "concat-mlp"], "trials": 6 }, "ensemble": { "size": 3 }, "mining": { "iterations": 0 } } } }
        """);

    [Fact]
    public void Predict_NormalisedPerSpeaker_GivesTheRunsOwnPredictionsAndAsksForSpeakers()
    {
        RunFolder run = _workspace.Run();
        string clips = Clips.Write(_workspace, "test-part.csv", UtterancePart.Test);

        (int exitCode, string output, string errors) = Mer.Run(_workspace.Root, "predict", "latest", "--clips", clips);

        Assert.True(exitCode == 0, errors);
        Assert.InRange(Clips.Worst(run, output), 0, 1e-5);

        string wav = Clips.Whole(_workspace).AudioPath!;
        (int refused, _, string asked) = Mer.Run(_workspace.Root, "predict", "latest", "--clips", wav);
        Assert.Equal(2, refused);
        Assert.StartsWith("--speakers: is not given, but the model's features are normalised per speaker, and 1 of 1 clips name none", asked, StringComparison.Ordinal);
        Assert.Equal(0, Mer.Run(_workspace.Root, "predict", "latest", "--clips", wav, "--speakers", "none").ExitCode);
    }

    public void Dispose() => _workspace.Dispose();
}

/// <summary>Clips of a small workspace's corpus as a user would hand them in, and what comes of them.</summary>
internal static class Clips
{
    /// <summary>The utterances of one part.</summary>
    public static IReadOnlyList<Utterance> Of(SmallWorkspace small, UtterancePart part)
    {
        var workspace = new Workspace(small.Root);
        var toolkit = new Toolkit();
        return toolkit.OpenCorpus(toolkit.Catalogue(workspace).Resolve("small", []), new CorpusContext(workspace, new Silence(), default)).Of(part);
    }

    /// <summary>A test clip that lacks neither sound nor words, as some of the generated ones do.</summary>
    public static Utterance Whole(SmallWorkspace small) => Of(small, UtterancePart.Test)
        .First(u => !string.IsNullOrWhiteSpace(u.Text) && File.Exists(u.AudioPath) && new FileInfo(u.AudioPath!).Length > 44 && !WavFile.Read(u.AudioPath!).IsSilent);

    /// <summary>Lists the clips of one part in a CSV, without their labels.</summary>
    public static string Write(SmallWorkspace small, string file, UtterancePart part)
    {
        IEnumerable<string[]> rows = Of(small, part).Select(u => new[] { u.Name, u.AudioPath ?? "", u.VideoPath ?? "", u.Text ?? "", u.Speaker ?? "" });
        File.WriteAllText(Path.Combine(small.Root, file), CsvTable.Format(["name", "audio", "video", "text", "speaker"], rows));
        return file;
    }

    /// <summary>The greatest distance of a class probability to the one of the same clip in a run's own predictions.</summary>
    public static double Worst(RunFolder run, string predicted)
    {
        CsvRow[] own = [.. CsvTable.Read(run.Predictions).Rows.Where(row => row["part"] == "test")];
        float[] values = [.. own.SelectMany(row => LabelSet.Mer2024.Names.Select(label => (float)Number(row[label])))];
        return Worst(new Posteriors([.. own.Select(row => row["name"])], LabelSet.Mer2024, values), predicted);
    }

    /// <summary>The greatest distance of a class probability to the expected one of the same clip.</summary>
    public static double Worst(Posteriors expected, string predicted)
    {
        var rowOf = expected.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        IReadOnlyList<CsvRow> rows = CsvTable.Parse("predicted", predicted).Rows;
        Assert.Equal(rowOf.Keys.Order(StringComparer.Ordinal), rows.Select(row => row["name"]));
        CsvRow[] predictedRows = [.. rows.Where(row => row["class"].Length > 0)];
        Assert.InRange(predictedRows.Length, rows.Count * 9 / 10, rows.Count);
        return predictedRows.Max(row => expected.Labels.Names.Select((label, c) => Math.Abs(Number(row[label]) - expected[rowOf[row["name"]]][c])).Max());
    }

    /// <summary>Copies a folder with all below it.</summary>
    public static string Copy(string folder, string target)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
