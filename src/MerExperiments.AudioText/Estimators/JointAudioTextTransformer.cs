using MerExperiments.AudioText.Export;
using MerExperiments.AudioText.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Estimators;

/// <summary>A fitted joint Audio-Text model as an ML.NET transformer: it adds "Features", "Score" and "PredictedLabel", in batches, when one is first read.</summary>
/// <remarks>ML.NET saves no transformer but its own, and its OnnxTransformer can be fed neither frames of a free number nor token ids made from a text. So this one
/// is kept by <see cref="Save"/>, and leaves the toolkit by <see cref="ExportOnnx"/>.</remarks>
public sealed class JointAudioTextTransformer : ITransformer, IDisposable
{
    private readonly JointAudioTextOptions _options;

    internal JointAudioTextTransformer(FittedJointModel model, JointAudioTextOptions options) => (Model, _options) = (model, options);

    /// <summary>The fitted model.</summary>
    public FittedJointModel Model { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => false;

    /// <summary>Opens a folder that <see cref="Save"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">The names of the columns to read, and the device; what the model is, the folder says.</param>
    /// <exception cref="InvalidInputException">The folder holds no model, or a damaged one.</exception>
    public static JointAudioTextTransformer Load(string folder, JointAudioTextOptions options) =>
        new(FittedJointModel.Load(folder, options.Device.ToTorch()), options);

    /// <summary>Writes the model as a folder: <c>model.json</c>, <c>model.safetensors</c> and the tokenizer.</summary>
    public void Save(string folder) => Model.Save(folder);

    /// <summary>Writes the model as an ONNX graph with inputs <c>frames</c>, <c>frame_lengths</c>, <c>input_ids</c> and <c>text_lengths</c>, and outputs
    /// <c>Features</c> and <c>Score</c>; adapters are merged. Whoever runs it makes the ids with the tokenizer in the saved folder.</summary>
    /// <exception cref="InvalidInputException">The model is larger than an .onnx file can be.</exception>
    public void ExportOnnx(string path) => JointExport.Write(Model, path);

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        InvalidInputException.ThrowIfAny([.. JointColumns.Faults(inputSchema, _options, isTraining: false)]);
        return JointOutputView.Extend(inputSchema, Model.FeatureSize, Model.Labels);
    }

    /// <summary>The view with the three columns added.</summary>
    /// <exception cref="InvalidInputException">A column is missing or of another type; all faults at once.</exception>
    public IDataView Transform(IDataView input) => new JointOutputView(input, GetOutputSchema(input.Schema), () => Encode(input));

    /// <summary>Not available: batches have no single row.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new NotSupportedException("the joint Audio-Text model works in batches, not row by row");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "an ML.NET zip cannot hold a joint Audio-Text model: ML.NET's OnnxTransformer can be fed neither frames of a free number nor token ids made from a text. Keep it "
        + "with Save(folder) and open it with JointAudioTextTransformer.Load(folder, options); for programs without this toolkit write the graph with ExportOnnx(path)");

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private (float[][] Features, float[][] Scores) Encode(IDataView input)
    {
        JointEncoding encoding = Model.Encode(JointView.Rows(input, _options));
        return ([.. encoding.Features.Chunk(encoding.FeatureSize)], [.. encoding.Posteriors.Chunk(encoding.Classes)]);
    }
}
