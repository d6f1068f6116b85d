using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.Training;

/// <summary>The two tables a training leaves: <c>steps.csv</c> and <c>epochs.csv</c>. They hold no time: the same seed gives the same bytes.</summary>
/// <remarks>Rows are kept in memory and added to the files by <see cref="Flush"/>, just before a checkpoint is written: so a file never lacks a row that the
/// newest checkpoint counts, and on resuming the rows after it are cut away.</remarks>
internal sealed class TrainingLog
{
    private const string StepsHeader = "step,epoch,loss,class_loss,word_loss,learning_rate,gradient_norm";
    private const string EpochsHeader = "epoch,training_loss,validation_loss,validation_waf";
    private readonly string _folder;
    private readonly List<string> _steps = [];
    private readonly List<string> _epochs = [];

    /// <summary>Opens the tables of a folder, or makes them, and cuts away what lies after a checkpoint.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="steps">The steps to keep; 0 starts anew.</param>
    /// <param name="epochs">The epochs to keep.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public TrainingLog(string folder, int steps, int epochs)
    {
        _folder = folder;
        Cut(StepsPath, StepsHeader, steps);
        Cut(EpochsPath, EpochsHeader, epochs);
    }

    private string StepsPath => Path.Combine(_folder, "steps.csv");

    private string EpochsPath => Path.Combine(_folder, "epochs.csv");

    /// <summary>Whether a folder's tables have at least so many rows.</summary>
    public static bool Holds(string folder, int steps, int epochs) =>
        RowsOf(Path.Combine(folder, "steps.csv")) >= steps && RowsOf(Path.Combine(folder, "epochs.csv")) >= epochs;

    /// <summary>What the epochs of a folder's training came to; none where the table is absent.</summary>
    public static IReadOnlyList<EpochRecord> EpochsIn(string folder)
    {
        string path = Path.Combine(folder, "epochs.csv");
        return File.Exists(path) ? [.. CsvTable.Read(path).Rows.Select(Read)] : [];

        static EpochRecord Read(CsvRow row) => new(
            int.Parse(row["epoch"], CultureInfo.InvariantCulture), Number(row["training_loss"])!.Value, Number(row["validation_loss"]), Number(row["validation_waf"]));

        static double? Number(string? text) => string.IsNullOrEmpty(text) ? null : double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a step.</summary>
    public void Add(StepRecord row) => _steps.Add(string.Create(
        CultureInfo.InvariantCulture, $"{row.Step},{row.Epoch},{row.Loss:R},{row.ClassLoss:R},{row.WordLoss:R},{row.LearningRate:R},{row.GradientNorm:R}"));

    /// <summary>Adds an epoch.</summary>
    public void Add(EpochRecord row) => _epochs.Add(string.Create(
        CultureInfo.InvariantCulture, $"{row.Epoch},{row.TrainingLoss:R},{row.ValidationLoss:R},{row.ValidationWaf:R}"));

    /// <summary>Writes the rows added since the last time to the disk.</summary>
    public void Flush()
    {
        Append(StepsPath, _steps);
        Append(EpochsPath, _epochs);
    }

    private static void Append(string path, List<string> rows)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => row + "\n"))));
        stream.Flush(flushToDisk: true);
        rows.Clear();
    }

    private static void Cut(string path, string header, int rows)
    {
        string[] kept = rows > 0 && File.Exists(path) ? [.. File.ReadLines(path).Skip(1).Take(rows)] : [];
        AtomicFile.WriteText(path, string.Concat(kept.Prepend(header).Select(row => row + "\n")));
    }

    private static int RowsOf(string path) => File.Exists(path) ? File.ReadLines(path).Count() - 1 : 0;
}

/// <summary>One step of training: a row of <c>steps.csv</c>.</summary>
/// <param name="Step">The step, from 1, counted over all epochs.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">What was made smaller: both losses by their weights in the options, on average over the step's rows by their weights.</param>
/// <param name="ClassLoss">The class head's cross-entropy alone, in nats.</param>
/// <param name="WordLoss">The next-token loss on the class's name alone, in nats per token; 0 where it has no weight.</param>
/// <param name="LearningRate">The rate of this step.</param>
/// <param name="GradientNorm">The norm of all gradients together, before it was bounded.</param>
internal sealed record StepRecord(int Step, int Epoch, double Loss, double ClassLoss, double WordLoss, double LearningRate, double GradientNorm);

/// <summary>One epoch of training: a row of <c>epochs.csv</c>.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="TrainingLoss">The mean of its steps' losses, as they were while training.</param>
/// <param name="ValidationLoss">The class head's cross-entropy on the validation rows, in nats; null where there are none.</param>
/// <param name="ValidationWaf">The weighted average F1 on the validation rows; null where there are none.</param>
public sealed record EpochRecord(int Epoch, double TrainingLoss, double? ValidationLoss, double? ValidationWaf);
