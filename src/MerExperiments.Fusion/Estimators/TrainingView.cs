using MerExperiments.Fusion.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Estimators;

/// <summary>Training rows as a data view, and out of one.</summary>
public static class TrainingView
{
    /// <summary>The rows as ML.NET reads them: a vector of float per column, of its name; <c>Label</c>, a key of the class names; <c>Weight</c>, float; <c>PseudoLabelled</c>, boolean;
    /// <c>Speaker</c>, text.</summary>
    /// <remarks>Nothing is copied. A <see cref="HeadEstimator"/> takes the rows out of it again as they are, with what is fitted to their texts; out of a filter around it, it reads them
    /// one by one, and texts are rows of numbers.</remarks>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The classes.</param>
    /// <exception cref="InvalidInputException">The rows are unfit to train on, or a column has the name of one of the view's own.</exception>
    public static IDataView AsDataView(this TrainingRows rows, LabelSet labels)
    {
        InvalidInputException.ThrowIfAny([.. rows.Faults(labels), .. rows.Columns.Where(column => TrainingRowsView.OwnColumns.Contains(column.Name))
            .Select(column => new Fault($"training rows: {column.Name}", "has the name of a column of labels, weights or speakers"))]);
        return new TrainingRowsView(rows, labels);
    }

    /// <exception cref="InvalidInputException">A column is missing or of another type; all faults at once.</exception>
    internal static (TrainingRows Rows, LabelSet Labels) Read(IDataView data, HeadOptions options)
    {
        if (data is TrainingRowsView known && known.TryTake(options) is { } taken)
        {
            return taken;
        }

        InvalidInputException.ThrowIfAny([.. Faults(data.Schema, options)]);
        int[] labels = [.. data.GetColumn<uint>(options.LabelColumnName).Select(key => (int)key - 1)];
        int unlabelled = labels.Count(label => label < 0);
        if (unlabelled > 0)
        {
            throw new InvalidInputException(
                $"column {options.LabelColumnName}", $"has no label in {unlabelled} of {labels.Length} rows; train on labelled rows alone, as FeatureTables.Join gives with UtterancePart.Labelled");
        }

        var rows = new TrainingRows
        {
            Columns = [.. options.FeatureColumnNames.Select(name => Column(data, name))],
            Labels = labels,
            Weights = options.WeightColumnName is { } weight ? [.. data.GetColumn<float>(weight)] : [.. labels.Select(_ => 1f)],
            PseudoLabelled = options.PseudoLabelColumnName is { } pseudo ? [.. data.GetColumn<bool>(pseudo)] : null,
            Speakers = options.SpeakerColumnName is { } speaker ? [.. data.GetColumn<string?>(speaker).Select(name => string.IsNullOrEmpty(name) ? null : name)] : [.. labels.Select(string? (_) => null)],
        };
        return (rows with { Columns = [.. rows.Columns.Select(column => options.Texts.TryGetValue(column.Name, out TextFeatureOptions? texts) ? Fitted(column, rows, texts, options.Seed) : column)] },
            LabelsOf(data.Schema[options.LabelColumnName]));
    }

    /// <summary>A column of texts with what is fitted to those that a human labelled.</summary>
    private static FeatureColumn Fitted(FeatureColumn column, TrainingRows rows, TextFeatureOptions texts, NamedSeed seed)
    {
        int[] human = [.. Enumerable.Range(0, rows.Count).Where(row => rows.PseudoLabelled?[row] != true)];
        return column with { Text = new FoldText(column.Select(human).Values, texts, seed.For(TextRows.EncoderName)) };
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
            .. options.Texts.Where(text => options.FeatureColumnNames.Contains(text.Key)).Select(text => (
                (string?)text.Key, FormattableString.Invariant($"a vector of {text.Value.RowLength} floats, the rows of texts of {text.Value.LongestText} characters"),
                (Func<DataViewType, bool>)(type => !IsFeature(type) || ((VectorDataViewType)type).Size == text.Value.RowLength))),
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
