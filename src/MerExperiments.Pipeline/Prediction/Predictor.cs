using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>Predicts new clips with the model of a finished run: what <c>mer predict</c> calls.</summary>
/// <remarks>Clips go through the preparation and the encoding of a run, and what was prepared or encoded once is found again.</remarks>
/// <param name="toolkit">What can be named; a denoiser, transcriber, face detector of the run's toolkit must be in it.</param>
/// <param name="workspace">Where prepared clips and features are kept, and whose encoder cards are read.</param>
public sealed class Predictor(Toolkit toolkit, Workspace workspace) : IPredictor
{
    /// <inheritdoc/>
    public PredictionResult Predict(PredictionRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        try
        {
            using IDisposable? used = WorkspaceCache.Use(workspace, cancellation);
            OpenedPrediction opened = OpenedPrediction.Open(toolkit, workspace, request, progress, cancellation);
            return opened.Predict(request.Workers, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("interrupted; what was prepared and encoded is kept", request.Command);
        }
    }
}

/// <summary>Predicts new clips with a trained model.</summary>
public interface IPredictor
{
    /// <summary>Prepares, encodes and predicts clips.</summary>
    /// <exception cref="InvalidInputException">The model, the clips or what they need is refused; all faults at once, before any work.</exception>
    /// <exception cref="StoppedException">Cancellation was asked for; what is finished is kept.</exception>
    PredictionResult Predict(PredictionRequest request, IRunProgress progress, CancellationToken cancellation);
}

/// <summary>What is to be predicted, and with what.</summary>
public sealed record PredictionRequest
{
    /// <summary>The command line that asked for it, which also goes on with it after a stop.</summary>
    public required string Command { get; init; }

    /// <summary>Finds the absolute path of the model's folder; it may refuse, and its faults are told with all others.</summary>
    public required Func<string> FindModel { get; init; }

    /// <summary>The absolute path of the clips: a CSV as <see cref="ManifestReader"/> reads it, a folder of sound and video files, or one such file.</summary>
    public required string Clips { get; init; }

    /// <summary>Whose clips those are that name no speaker; null where that is not said. Only a model of features normalised per speaker asks.</summary>
    public SpeakerChoice? Speakers { get; init; }

    /// <summary>The absolute path of the folder that model files of cards are relative to; null for where the model's settings say.</summary>
    public string? ModelsRoot { get; init; }

    /// <summary>The absolute path of the file that predictions will be written to; null for none. It is looked at before work begins, and written by the caller.</summary>
    public string? Output { get; init; }

    /// <summary>Clips worked on side by side, 1 or more; it changes no result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}

/// <summary>Whose clips those are that name no speaker. The mean and deviation of a speaker's own clips normalise them where there are 4 or more; else those of all rows of the run.</summary>
public enum SpeakerChoice
{
    /// <summary>All are one speaker's: their own mean and deviation count.</summary>
    One,

    /// <summary>Each is another speaker's: one clip is too few to have a mean and deviation of its own, so the run's count.</summary>
    Each,

    /// <summary>Nobody knows: the run's mean and deviation count.</summary>
    None,
}

/// <summary>The predictions of clips, ordered by name.</summary>
/// <param name="Labels">The model's classes.</param>
/// <param name="Clips">The clips.</param>
public sealed record PredictionResult(LabelSet Labels, IReadOnlyList<PredictedClip> Clips)
{
    /// <summary>As CSV: <c>name,class</c>, a column for each class and <c>missing</c>; probabilities in six decimals. Class and probabilities are empty where there was nothing to predict from.</summary>
    public string ToCsv() => CsvTable.Format(["name", "class", .. Labels.Names, "missing"], Clips.Select(Row));

    private string[] Row(PredictedClip clip) =>
    [
        clip.Name,
        clip.Class ?? "",
        .. clip.Class is null ? Labels.Names.Select(_ => "") : clip.Posterior.Select(p => p.ToString("0.000000", CultureInfo.InvariantCulture)),
        PrintableText.Of(string.Join("; ", clip.Missing.Select(missing => $"{missing.Modality.ToString().ToLowerInvariant()}: {missing.Reason}"))),
    ];
}

/// <summary>What a model says of one clip.</summary>
/// <param name="Name">The clip's name.</param>
/// <param name="Class">The most probable class; null where nothing of the clip could be read.</param>
/// <param name="Posterior">The classes' probabilities, in the order of the label set; they mean nothing where there is no class.</param>
/// <param name="Missing">What the model reads and the clip lacks.</param>
public sealed record PredictedClip(string Name, string? Class, IReadOnlyList<float> Posterior, IReadOnlyList<MissingModality> Missing);

/// <summary>A modality that a model reads and a clip lacks.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Reason">Why, e.g. <c>could not be read (has no audio track)</c>.</param>
public sealed record MissingModality(Modality Modality, string Reason);
