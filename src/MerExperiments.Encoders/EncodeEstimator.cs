using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders;

/// <summary>Adds the feature that an encoder computes from a text column: paths of sounds or faces, or transcripts.</summary>
/// <remarks>There is nothing to fit. A row whose input is empty, silent, without a face or unreadable gets NaN, ML.NET's sign for missing.</remarks>
public sealed class EncodeEstimator : IEstimator<EncodeTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly EncoderCard _card;
    private readonly EncoderRegistry _registry;

    internal EncodeEstimator(string output, string input, EncoderCard card, EncoderRegistry registry)
    {
        (_output, _input, _card, _registry) = (output, input, card, registry);
    }

    /// <summary>Checks the column and the encoder's files.</summary>
    /// <exception cref="InvalidInputException">The column is absent or no text, or a model file is missing or changed; all faults at once.</exception>
    public EncodeTransformer Fit(IDataView input)
    {
        List<Fault> faults = [.. _registry.Check(_card.Name)];
        if (input.Schema.GetColumnOrNull(_input) is not { } column)
        {
            faults.Add(new Fault("data", $"has no column \"{_input}\"{NearestName.Hint(_input, [.. input.Schema.Select(c => c.Name)])}"));
        }
        else if (column.Type is not TextDataViewType)
        {
            faults.Add(new Fault("data", $"has the column \"{_input}\" of type {column.Type}; it must be text"));
        }

        InvalidInputException.ThrowIfAny(faults);
        return new EncodeTransformer(_output, _input, _card, new EncoderSession(_card, _registry));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => SchemaShapes.WithVector(inputSchema, _output, _card.Dimension);
}
