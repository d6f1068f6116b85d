using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Estimators;

/// <summary>Checks the columns that the joint model reads, all faults at once.</summary>
internal static class JointColumns
{
    private const string FramesRule = "a vector of Single, a row of frames after frames, [?, values per frame] or with FrameDimension set";

    /// <summary>What is wrong with a data view's columns.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="options">Their names.</param>
    /// <param name="isTraining">Whether those that only training reads are checked too.</param>
    public static IEnumerable<Fault> Faults(DataViewSchema schema, JointAudioTextOptions options, bool isTraining)
    {
        if (options.FrameDimension is < 1)
        {
            yield return new Fault("FrameDimension", $"is {options.FrameDimension}; it must be 1 or more, or null to take it from the column's type");
        }

        string[] names = [.. schema.Select(column => column.Name)];
        foreach ((string name, string rule, Func<DataViewType, bool> fits) in Needed(options, isTraining))
        {
            DataViewType? type = schema.GetColumnOrNull(name)?.Type;
            if (type is null)
            {
                yield return Missing(name, rule, names);
            }
            else if (!fits(type))
            {
                yield return new Fault($"column {name}", $"is {type}; it must be {rule}");
            }
        }
    }

    /// <summary>What is wrong with the columns as an estimator before this one describes them; how many values a frame has, it cannot say.</summary>
    public static IEnumerable<Fault> Faults(SchemaShape shape, JointAudioTextOptions options)
    {
        string[] names = [.. shape.Select(column => column.Name)];
        IEnumerable<(string Name, string Rule, Func<SchemaShape.Column, bool> Fits)> needed =
        [
            (options.FramesColumnName, FramesRule, c => c.Kind != SchemaShape.Column.VectorKind.Scalar && c.ItemType == NumberDataViewType.Single),
            .. Texts(options, true).Select(name => (name, "text", (Func<SchemaShape.Column, bool>)(c => IsScalar(c) && c.ItemType is TextDataViewType))),
            (options.LabelColumnName, "a key of UInt32", c => IsScalar(c) && c.IsKey && c.ItemType == NumberDataViewType.UInt32),
            .. options.WeightColumnName is { } weight
                ? [(weight, "Single", (Func<SchemaShape.Column, bool>)(c => IsScalar(c) && c.ItemType == NumberDataViewType.Single))]
                : Array.Empty<(string, string, Func<SchemaShape.Column, bool>)>(),
        ];
        foreach ((string name, string rule, Func<SchemaShape.Column, bool> fits) in needed)
        {
            SchemaShape.Column column = shape.FirstOrDefault(column => column.Name == name);
            if (column.Name is null)
            {
                yield return Missing(name, rule, names);
            }
            else if (!fits(column))
            {
                yield return new Fault($"column {name}", $"is {(column.IsKey ? "a key of " : "")}{column.ItemType} ({column.Kind}); it must be {rule}");
            }
        }
    }

    /// <summary>Values per frame of a column that was checked.</summary>
    public static int FrameDimension(DataViewSchema schema, JointAudioTextOptions options) =>
        options.FrameDimension ?? ((VectorDataViewType)schema[options.FramesColumnName].Type).Dimensions[^1];

    private static IEnumerable<(string Name, string Rule, Func<DataViewType, bool> Fits)> Needed(JointAudioTextOptions options, bool isTraining)
    {
        yield return (options.FramesColumnName, FramesRule, type => IsFrames(type, options.FrameDimension));
        foreach (string name in Texts(options, isTraining))
        {
            yield return (name, "text", type => type is TextDataViewType);
        }

        if (isTraining)
        {
            yield return (options.LabelColumnName, "a key of UInt32 of 2 classes or more", type => type is KeyDataViewType { Count: >= 2 } && type.RawType == typeof(uint));
            if (options.WeightColumnName is { } weight)
            {
                yield return (weight, "Single", type => type == NumberDataViewType.Single);
            }
        }
    }

    private static IEnumerable<string> Texts(JointAudioTextOptions options, bool isTraining) =>
        isTraining && options.SpeakerColumnName is { } speaker ? [options.TextColumnName, speaker] : [options.TextColumnName];

    private static bool IsFrames(DataViewType type, int? dimension)
    {
        if (type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
        {
            return false;
        }

        if (dimension < 1)
        {
            return true;
        }

        int last = vector.Dimensions[^1];
        return dimension is { } values
            ? last == values || (vector.Dimensions.Length == 1 && last % values == 0)
            : vector.Dimensions.Length == 2 && last > 0;
    }

    private static bool IsScalar(SchemaShape.Column column) => column.Kind == SchemaShape.Column.VectorKind.Scalar;

    private static Fault Missing(string name, string rule, IReadOnlyCollection<string> names) =>
        new($"column {name}", $"is missing and must be {rule}{NearestName.Hint(name, names)}");
}
