using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Estimators;

/// <summary>Reads training rows out of a data view.</summary>
internal static class TrainingView
{
    /// <exception cref="InvalidInputException">A column is missing or of another type; all faults at once.</exception>
    public static (TrainingRows Rows, LabelSet Labels) Read(IDataView data, HeadOptions options)
    {
        InvalidInputException.ThrowIfAny([.. Faults(data.Schema, options)]);
        int[] labels = [.. data.GetColumn<uint>(options.LabelColumnName).Select(key => (int)key - 1)];
        var rows = new TrainingRows
        {
            Columns = [.. options.FeatureColumnNames.Select(name => Column(data, name))],
            Labels = labels,
            Weights = options.WeightColumnName is { } weight ? [.. data.GetColumn<float>(weight)] : [.. labels.Select(_ => 1f)],
            PseudoLabelled = options.PseudoLabelColumnName is { } pseudo ? [.. data.GetColumn<bool>(pseudo)] : null,
            Speakers = options.SpeakerColumnName is { } speaker ? [.. data.GetColumn<string?>(speaker)] : [.. labels.Select(string? (_) => null)],
        };
        return (rows, LabelsOf(data.Schema[options.LabelColumnName]));
    }

    private static FeatureColumn Column(IDataView data, string name) => new(
        name, ((VectorDataViewType)data.Schema[name].Type).Size, data.GetColumn<float[]>(name).SelectMany(row => row).ToArray());

    private static LabelSet LabelsOf(DataViewSchema.Column label)
    {
        if (label.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is VectorDataViewType { ItemType: TextDataViewType })
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            label.GetKeyValues(ref values);
            return new LabelSet(values.DenseValues().Select(value => value.ToString()));
        }

        return new LabelSet(Enumerable.Range(0, (int)((KeyDataViewType)label.Type).Count).Select(c => FormattableString.Invariant($"{c}")));
    }

    private static bool IsFeature(DataViewType type) =>
        type is VectorDataViewType { Size: > 0 } vector && vector.ItemType == NumberDataViewType.Single;

    private static IEnumerable<Fault> Faults(DataViewSchema schema, HeadOptions options)
    {
        IEnumerable<(string? Name, string Rule, Func<DataViewType, bool> Fits)> needed =
        [
            .. options.FeatureColumnNames.Select(name => ((string?)name, "a vector of float of known size", (Func<DataViewType, bool>)IsFeature)),
            (options.LabelColumnName, "a key of uint", type => type is KeyDataViewType && type.RawType == typeof(uint)),
            (options.WeightColumnName, "a float", type => type == NumberDataViewType.Single),
            (options.PseudoLabelColumnName, "a boolean", type => type == BooleanDataViewType.Instance),
            (options.SpeakerColumnName, "a text", type => type is TextDataViewType),
        ];
        string[] names = [.. schema.Select(column => column.Name)];
        foreach ((string? name, string rule, Func<DataViewType, bool> fits) in needed.Where(column => column.Name is not null))
        {
            DataViewType? type = schema.GetColumnOrNull(name!)?.Type;
            if (type is null)
            {
                yield return new Fault($"column {name}", $"is missing{NearestName.Hint(name!, names)}");
            }
            else if (!fits(type))
            {
                yield return new Fault($"column {name}", $"is {type}; it must be {rule}");
            }
        }
    }
}
