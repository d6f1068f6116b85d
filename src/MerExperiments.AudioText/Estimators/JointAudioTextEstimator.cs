using MerExperiments.AudioText.Training;
using MerExperiments.AudioText.Weights;
using MerExperiments.Onnx;
using Microsoft.ML;

namespace MerExperiments.AudioText.Estimators;

/// <summary>The joint Audio-Text model as an ML.NET estimator: from frames, text and a key column to "Features", "Score" and "PredictedLabel".</summary>
public sealed class JointAudioTextEstimator : IEstimator<JointAudioTextTransformer>
{
    private readonly JointAudioTextOptions _options;

    internal JointAudioTextEstimator(JointAudioTextOptions options) => _options = options;

    /// <summary>Trains the model; a share of the rows chooses the epoch.</summary>
    /// <exception cref="InvalidInputException">A column is missing or of another type, a row's frames are not whole or finite, or the trainer refuses rows or
    /// options; all faults of a kind at once.</exception>
    public JointAudioTextTransformer Fit(IDataView input)
    {
        (JointRows rows, LabelSet labels) = JointView.Training(input, _options);
        var run = new TrainingRun { Folder = _options.CheckpointFolder, Device = _options.Device.ToTorch() };
        InvalidInputException.ThrowIfAny([.. _options.Model.Faults(), .. PublishedModelCheck.Of(_options.Model, _options.ModelsRoot)]);
        var trainer = new JointTrainer(LanguageModelSource.Of(_options.Model, _options.ModelsRoot), _options.Model, _options.Seed);
        return new JointAudioTextTransformer(trainer.Fit(rows, labels, run), _options);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A column is missing or of another kind; all faults at once.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        InvalidInputException.ThrowIfAny([.. JointColumns.Faults(inputSchema, _options)]);
        SchemaShape features = SchemaShapes.WithVector(inputSchema, JointAudioTextOptions.FeaturesColumn, 1);
        SchemaShape scores = SchemaShapes.WithVector(features, JointAudioTextOptions.ScoreColumn, 1);
        return new MLContext(seed: 0).Transforms
            .CopyColumns(JointAudioTextOptions.PredictedLabelColumn, _options.LabelColumnName)
            .GetOutputSchema(scores);
    }
}

/// <summary>The joint Audio-Text model among ML.NET's multiclass trainers.</summary>
public static class JointAudioTextCatalog
{
    /// <summary>A language model that reads audio frames and transcript together and is fine-tuned on the classes.</summary>
    public static JointAudioTextEstimator JointAudioText(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, JointAudioTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentNullException.ThrowIfNull(options);
        return new JointAudioTextEstimator(options);
    }
}
