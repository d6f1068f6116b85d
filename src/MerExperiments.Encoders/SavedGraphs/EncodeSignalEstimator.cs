using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders;

/// <summary>Adds the feature that an encoder computes from a column of decoded signals: samples, pixels or code points.</summary>
/// <remarks>There is nothing to fit. Unlike <see cref="EncodeEstimator"/>, which reads media, it can be part of a pipeline that <c>mlContext.Model.Save</c> saves. A row that is
/// empty or silent, without a face or of white space alone gets NaN, ML.NET's sign for missing.</remarks>
public sealed class EncodeSignalEstimator : IEstimator<EncodeSignalTransformer>
{
    private readonly SignalEncoding _encoding;

    internal EncodeSignalEstimator(string output, string input, EncoderCard card, EncoderRegistry registry) =>
        _encoding = new SignalEncoding(output, input, card, registry);

    /// <summary>Checks the columns, the encoder's files, and that the graph that would be saved gives what the encoder gives.</summary>
    /// <exception cref="InvalidInputException">A column or model file is missing or of another kind, or the encoder's path from signal to feature cannot be one graph; all faults
    /// at once, each with what to do instead.</exception>
    public EncodeSignalTransformer Fit(IDataView input)
    {
        (EncoderCard card, EncoderRegistry registry) = (_encoding.Card, _encoding.Registry);
        List<Fault> faults = [.. registry.Check(card)];
        if (faults.Count == 0)
        {
            faults.AddRange(SignalGraph.Faults(card, registry));
        }

        faults.AddRange(ColumnFaults(input.Schema));
        InvalidInputException.ThrowIfAny(faults);
        var session = new EncoderSession(card, registry);
        try
        {
            InvalidInputException.ThrowIfAny([.. SignalProbe.FaultsOf(card, registry, session)]);
            return new EncodeSignalTransformer(_encoding, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => SchemaShapes.WithVector(inputSchema, _encoding.Output, _encoding.Card.Dimension);

    private IEnumerable<Fault> ColumnFaults(DataViewSchema schema)
    {
        (string input, PrimitiveDataViewType item) = (_encoding.Input, SignalRows.ItemOf(_encoding.Card));
        if (input == _encoding.Output)
        {
            yield return new Fault("data", $"has the column \"{input}\", which is read and written; the output must have another name");
        }

        if (schema.GetColumnOrNull(input) is not { } column)
        {
            yield return new Fault("data", $"has no column \"{input}\"{NearestName.Hint(input, [.. schema.Select(c => c.Name)])}");
        }
        else if ((column.Type as VectorDataViewType)?.ItemType != item)
        {
            yield return new Fault("data", $"has the column \"{input}\" of type {column.Type}; it must be a vector of {item}");
        }
    }
}

/// <summary>Which column an encoder reads, and which it adds.</summary>
internal sealed record SignalEncoding(string Output, string Input, EncoderCard Card, EncoderRegistry Registry);
