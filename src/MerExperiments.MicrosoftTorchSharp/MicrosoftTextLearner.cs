using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;

namespace MerExperiments.MicrosoftTorchSharp;

/// <summary>Microsoft.ML.TorchSharp's text classifier as a learner: a pretrained NAS-BERT, fine-tuned on the training rows' transcripts.</summary>
/// <remarks>It hears nothing and takes no weights of rows. Its features are the class probabilities. Thread-safe; one task is learned at a time, because the trainer
/// draws from the process's one generator, and tasks side by side would change each other's results. ML.NET lets no one stop it, so it is stopped between tasks
/// only.</remarks>
public sealed class MicrosoftTextLearner : IFeatureLearner
{
    private static readonly Lock OneAtATime = new();
    private readonly LabelSet _labels;
    private readonly MicrosoftTextOptions _options;

    /// <param name="labels">The classes.</param>
    /// <param name="options">How it is trained.</param>
    /// <exception cref="InvalidInputException">An option is out of range; all of them at once.</exception>
    public MicrosoftTextLearner(LabelSet labels, MicrosoftTextOptions options)
    {
        InvalidInputException.ThrowIfAny([.. options.Faults()]);
        (_labels, _options) = (labels, options);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">Fewer than two classes have a row with words.</exception>
    /// <exception cref="InvalidOperationException">The trainer could not fetch its pretrained weights.</exception>
    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        var classes = new ClassesPresent(task.Training, _labels);
        lock (OneAtATime)
        {
            cancellation.ThrowIfCancellationRequested();
            var context = new MLContext(_options.Seed.ToInt32()) { GpuDeviceId = _options.CudaDevice, FallbackToCpu = true };
            ITransformer fitted = context.MulticlassClassification.Trainers
                .TextClassification(sentence1ColumnName: TextRow.TextColumn, batchSize: _options.BatchRows, maxEpochs: _options.Epochs)
                .Fit(TextRow.View(context, classes.TrainingRows(task.Training), classes.Names));
            using (fitted as IDisposable)
            {
                return [.. task.Encoded.Select(rows => Encode(context, fitted, rows, classes))];
            }
        }
    }

    private EncodedRows Encode(MLContext context, ITransformer fitted, JointRows rows, ClassesPresent classes)
    {
        int[] read = [.. Enumerable.Range(0, rows.Count).Where(row => ClassesPresent.HasWords(rows, row))];
        IDataView view = TextRow.View(context, [.. read.Select(row => new TextRow { Text = rows.Texts[row]!, Label = 1 })], classes.Names);
        float[][] logits = [.. fitted.Transform(view).GetColumn<float[]>("Score")];
        float[][] posteriors = [.. Enumerable.Repeat(classes.Shares, rows.Count)];
        foreach ((int i, int row) in read.Index())
        {
            posteriors[row] = classes.Posterior(logits[i]);
        }

        float[] values = [.. posteriors.SelectMany(row => row)];
        return new EncodedRows(values, values, _labels.Count, _labels.Count);
    }
}
