using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;
using TorchSharp;

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
    /// <exception cref="NotSupportedException">The package was built for another TorchSharp, with which it fails.</exception>
    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        var classes = new ClassesPresent(task.Training, _labels);
        lock (OneAtATime)
        {
            cancellation.ThrowIfCancellationRequested();
            torch.random.manual_seed(_options.Seed.ToInt32()); // the trainer draws its class head before it sets a seed itself
            var context = new MLContext(_options.Seed.ToInt32()) { GpuDeviceId = _options.CudaDevice, FallbackToCpu = true };
            ITransformer fitted = Fit(context, TextRow.View(context, classes.TrainingRows(task.Training), classes.Names));
            using (fitted as IDisposable)
            {
                return [.. task.Encoded.Select(rows => Encode(context, fitted, rows, classes))];
            }
        }
    }

    private ITransformer Fit(MLContext context, IDataView view)
    {
        try
        {
            return context.MulticlassClassification.Trainers
                .TextClassification(sentence1ColumnName: TextRow.TextColumn, batchSize: _options.BatchRows, maxEpochs: _options.Epochs)
                .Fit(view);
        }
        catch (InvalidOperationException failure) when (failure.Message.Contains("empty handle", StringComparison.Ordinal))
        {
            throw new NotSupportedException(
                $"this Microsoft.ML.TorchSharp does not run on TorchSharp {typeof(torch).Assembly.GetName().Version}: it disposes its own weights as it draws them; "
                + "take a release of the package that was built for that TorchSharp",
                failure);
        }
    }

    private EncodedRows Encode(MLContext context, ITransformer fitted, JointRows rows, ClassesPresent classes)
    {
        int[] read = [.. Enumerable.Range(0, rows.Count).Where(row => ClassesPresent.HasWords(rows, row))];
        IDataView view = TextRow.View(context, [.. read.Select(row => new TextRow { Text = rows.Texts[row]!, Label = 0 })], classes.Names);
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
