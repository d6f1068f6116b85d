using MerExperiments.Features;
using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders;

/// <summary>Adds the feature that an encoder computes, in batches, when the column is first read.</summary>
/// <remarks>It is not saved in a model zip, because reading media is no part of ONNX: <see cref="EncodeSignalTransformer"/>, from decoded signals on, is.</remarks>
public sealed class EncodeTransformer : ITransformer, IDisposable
{
    private readonly string _output;
    private readonly string _input;
    private readonly EncoderCard _card;
    private readonly EncoderSession _session;

    internal EncodeTransformer(string output, string input, EncoderCard card, EncoderSession session)
    {
        (_output, _input, _card, _session) = (output, input, card, session);
    }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => false;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(inputSchema);
        schema.AddColumn(_output, new VectorDataViewType(NumberDataViewType.Single, _card.Dimension));
        return schema.ToSchema();
    }

    /// <summary>The view with the feature added.</summary>
    public IDataView Transform(IDataView input) => new AppendedVectorView(input, _output, _card.Dimension, Encode);

    /// <summary>Not available: batches have no single row.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new NotSupportedException("this transformer works in batches, not row by row");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new NotSupportedException($"the encoder {_card.Name} reads media, which a model zip cannot; decode first and use EncodeWave, EncodePixels or EncodeCodepoints, or save the pipeline from the features on");

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[][] Encode(IDataView input)
    {
        var encoder = new UtteranceEncoder(_card, () => _session);
        Utterance[] utterances = [.. input.GetColumn<ReadOnlyMemory<char>>(_input).Select((text, row) => AsUtterance(text.ToString(), row))];
        return [.. utterances.Chunk(FeatureStore.ShardRows).Select(encoder.Encode).SelectMany(Rows)];
    }

    private IEnumerable<float[]> Rows(FeatureShard shard) => shard.Values
        .Chunk(_card.Dimension)
        .Select((row, i) => shard.States[i] == FeatureState.Present ? row : [.. row.Select(_ => float.NaN)]);

    private Utterance AsUtterance(string value, int row) => new()
    {
        Name = FormattableString.Invariant($"{row}"),
        Part = UtterancePart.Pool,
        AudioPath = _card.Modality == Modality.Audio && value.Length > 0 ? value : null,
        VideoPath = _card.Modality == Modality.Video && value.Length > 0 ? value : null,
        Text = _card.Modality == Modality.Text ? value : null,
    };
}
