using MerExperiments.AudioText.Estimators;
using MerExperiments.AudioText.Tests.Training;
using MerExperiments.AudioText.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Tests.Estimators;

public sealed class JointAudioTextEstimatorTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fit_OfAnInteraction_IsScoredByTheCatalogsOwnEvaluator()
    {
        IDataView data = JointData.View(_context, 48);
        using JointAudioTextTransformer fitted = Trainer(JointData.Options with { Model = ToneAndWords.Options with { Epochs = 25 } }).Fit(data);

        Assert.Equal(1, _context.MulticlassClassification.Evaluate(fitted.Transform(data)).MicroAccuracy);
    }

    [Fact]
    public void Transform_OfAView_AddsWhatTheModelSays()
    {
        IDataView data = JointData.View(_context, 24);
        using JointAudioTextTransformer fitted = Trainer(JointData.Options).Fit(data);
        IDataView output = fitted.Transform(data);
        JointEncoding expected = fitted.Model.Encode(ToneAndWords.Rows(24));

        Assert.Equal(expected.Features, output.GetColumn<float[]>("Features").SelectMany(row => row));
        Assert.Equal(expected.Posteriors, output.GetColumn<float[]>("Score").SelectMany(row => row));
        Assert.Equal(ToneAndWords.Predicted(expected), output.GetColumn<uint>("PredictedLabel").Select(key => (int)key - 1));
    }

    [Fact]
    public void Transform_OfAView_NamesTheClasses()
    {
        IDataView data = JointData.View(_context, 24);
        using JointAudioTextTransformer fitted = Trainer(JointData.Options).Fit(data);
        IDataView words = _context.Transforms.Conversion.MapKeyToValue("Word", "PredictedLabel").Fit(fitted.Transform(data)).Transform(fitted.Transform(data));

        Assert.All(words.GetColumn<string>("Word"), word => Assert.Contains(word, ToneAndWords.Labels.Names));
    }

    [Fact]
    public void Transform_OfARowWithNeitherSoundNorWords_HasNoFeature()
    {
        using JointAudioTextTransformer fitted = Trainer(JointData.Options).Fit(JointData.View(_context, 24));
        IDataView output = fitted.Transform(JointData.View(_context, 24, (i, row) => (row.Frames, row.Text) = i == 3 ? ([], "") : (row.Frames, row.Text)));
        float[][] features = [.. output.GetColumn<float[]>("Features")];

        Assert.All(features[3], value => Assert.True(float.IsNaN(value)));
        Assert.All(features[4], value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Load_OfASavedModel_TransformsTheSame()
    {
        IDataView data = JointData.View(_context, 24);
        using JointAudioTextTransformer fitted = Trainer(JointData.Options).Fit(data);
        fitted.Save(_folder.Root);
        using var loaded = JointAudioTextTransformer.Load(_folder.Root, JointData.Options);

        Assert.Equal(
            fitted.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row), loaded.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row));
    }

    [Fact]
    public void Save_AsAModelZip_SaysWhatToDoInstead()
    {
        IDataView data = JointData.View(_context, 24);
        using JointAudioTextTransformer fitted = Trainer(JointData.Options).Fit(data);
        var refusal = Assert.Throws<NotSupportedException>(() => _context.Model.Save(fitted, data.Schema, _folder.At("model.zip")));

        Assert.Contains("Save(folder)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ExportOnnx(path)", refusal.Message, StringComparison.Ordinal);
    }

    private JointAudioTextEstimator Trainer(JointAudioTextOptions options) => _context.MulticlassClassification.Trainers.JointAudioText(options);
}
