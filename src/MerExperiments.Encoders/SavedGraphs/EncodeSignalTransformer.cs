using MerExperiments.Features;
using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders;

/// <summary>Adds the feature that an encoder computes from decoded signals, in batches, when the column is first read.</summary>
/// <remarks>The bytes are those that <see cref="EncodeTransformer"/> gives for the same clip. Saving it in a model zip saves ML.NET's own OnnxTransformer in its place, with the
/// whole path from signal to feature as one graph: any program with Microsoft.ML and Microsoft.ML.OnnxTransformer loads it, and its values differ by rounding alone. There, one
/// row is computed at a time, and a clip longer than the encoder's chunk stops with an error that says so, as it does here.</remarks>
public sealed class EncodeSignalTransformer : ITransformer, IDisposable
{
    private readonly SignalEncoding _encoding;
    private readonly EncoderSession _session;
    private readonly SignalRows _rows;

    internal EncodeSignalTransformer(SignalEncoding encoding, EncoderSession session) =>
        (_encoding, _session, _rows) = (encoding, session, new SignalRows(encoding.Card, session));

    /// <inheritdoc/>
    public bool IsRowToRowMapper => false;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(inputSchema);
        schema.AddColumn(_encoding.Output, new VectorDataViewType(NumberDataViewType.Single, _encoding.Card.Dimension));
        return schema.ToSchema();
    }

    /// <summary>The view with the feature added. Reading it throws an <see cref="InvalidInputException"/> that names the row whose signal cannot be encoded.</summary>
    public IDataView Transform(IDataView input) => new AppendedVectorView(input, _encoding.Output, _encoding.Card.Dimension, Encode);

    /// <summary>Not available: batches have no single row.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        throw new NotSupportedException("this transformer works in batches, not row by row; save it and load the zip to predict single rows");

    /// <inheritdoc/>
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        var context = new MLContext(seed: 0);
        using var bytes = new MemoryStream(SignalGraph.Of(_encoding.Card, _encoding.Registry, _encoding.Input, _encoding.Output).ToBytes());
        ITransformer stock = context.Transforms.ApplyOnnxModel(bytes, gpuDeviceId: null, fallbackToCpu: false).Fit(Empty(context));
        ((ICanSaveModel)stock).Save(ctx);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[][] Encode(IDataView input)
    {
        float[] missing = [.. Enumerable.Repeat(float.NaN, _encoding.Card.Dimension)];
        var features = new List<float[]>();
        foreach (EncoderRow?[] group in _rows.Read(input, _encoding.Input).Chunk(FeatureStore.ShardRows))
        {
            EncoderRow[] present = [.. group.OfType<EncoderRow>()];
            var encoded = new Queue<float[]>(present.Length == 0 ? [] : _session.Encode(present));
            features.AddRange(group.Select(row => row is null ? missing : encoded.Dequeue()));
        }

        return [.. features];
    }

    /// <summary>A view without rows that has the input column, for fitting what has nothing to fit.</summary>
    private IDataView Empty(MLContext context) => _encoding.Card.Modality switch
    {
        Modality.Audio => Empty<float>(context),
        Modality.Video => Empty<byte>(context),
        _ => Empty<long>(context),
    };

    private IDataView Empty<T>(MLContext context)
    {
        var schema = SchemaDefinition.Create(typeof(SignalRow<T>));
        schema[0].ColumnName = _encoding.Input;
        return context.Data.LoadFromEnumerable<SignalRow<T>>([], schema);
    }

    private sealed class SignalRow<T>
    {
        public T[] Values { get; set; } = [];
    }
}
