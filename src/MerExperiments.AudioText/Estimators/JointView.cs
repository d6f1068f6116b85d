using MerExperiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Estimators;

/// <summary>Reads a data view as rows of the joint model.</summary>
internal static class JointView
{
    private const int FaultLimit = 10;

    /// <summary>The rows to learn from, in the view's order; rows whose key says "no class" are left out, as ML.NET's own trainers do.</summary>
    /// <exception cref="InvalidInputException">A column is missing or of another type, a row's frames are not whole or finite, or no row has a class; all at once.</exception>
    public static (JointRows Rows, LabelSet Labels) Training(IDataView data, JointAudioTextOptions options)
    {
        InvalidInputException.ThrowIfAny([.. JointColumns.Faults(data.Schema, options, isTraining: true)]);
        int[] labels = [.. data.GetColumn<uint>(options.LabelColumnName).Select(key => (int)key - 1)];
        JointRows all = Read(data, options) with
        {
            Labels = labels,
            Weights = options.WeightColumnName is { } weight ? [.. data.GetColumn<float>(weight)] : [.. labels.Select(_ => 1f)],
            Speakers = options.SpeakerColumnName is { } speaker ? [.. data.GetColumn<string>(speaker).Select(Known)] : [.. labels.Select(string? (_) => null)],
        };
        int[] known = [.. labels.Index().Where(pair => pair.Item >= 0).Select(pair => pair.Index)];
        return known.Length > 0
            ? (all.Select(known), LabelsOf(data.Schema[options.LabelColumnName]))
            : throw new InvalidInputException($"column {options.LabelColumnName}", $"has a class in none of {labels.Length} rows; there must be some to learn from");
    }

    /// <summary>The rows to encode; their classes are not read.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="Training"/>.</exception>
    public static JointRows Rows(IDataView data, JointAudioTextOptions options)
    {
        InvalidInputException.ThrowIfAny([.. JointColumns.Faults(data.Schema, options, isTraining: false)]);
        return Read(data, options);
    }

    private static JointRows Read(IDataView data, JointAudioTextOptions options)
    {
        FrameTable frames = Frames(data, options);
        int rows = frames.Count;
        return new JointRows
        {
            Frames = frames,
            FrameRows = [.. Enumerable.Range(0, rows)],
            Names = frames.Names,
            Texts = [.. data.GetColumn<string>(options.TextColumnName).Select(Known)],
            Labels = [.. Enumerable.Repeat(-1, rows)],
            Weights = [.. Enumerable.Repeat(1f, rows)],
            Speakers = [.. Enumerable.Repeat<string?>(null, rows)],
        };
    }

    private static FrameTable Frames(IDataView data, JointAudioTextOptions options)
    {
        int dimension = JointColumns.FrameDimension(data.Schema, options);
        float[][] rows = [.. data.GetColumn<VBuffer<float>>(options.FramesColumnName).Select(row => row.DenseValues().ToArray())];
        InvalidInputException.ThrowIfAny([.. rows.SelectMany((row, i) => Faults(row, i, dimension, options)).Take(FaultLimit)]);
        long[] offsets = new long[rows.Length + 1];
        for (int row = 0; row < rows.Length; row++)
        {
            offsets[row + 1] = offsets[row] + (rows[row].Length / dimension);
        }

        if (offsets[^1] * dimension > Array.MaxLength)
        {
            throw new InvalidInputException(
                $"column {options.FramesColumnName}", $"holds {offsets[^1] * dimension} values; a data view is read into memory, which takes {Array.MaxLength}: use fewer rows");
        }

        FeatureState[] states = [.. rows.Select(row => row.Length > 0 ? FeatureState.Present : FeatureState.Missing)];
        string[] names = [.. Enumerable.Range(0, rows.Length).Select(row => FormattableString.Invariant($"{row}"))];
        return new FrameTable(new TableRows(options.FramesColumnName, Modality.Audio, names, states), dimension, rows.SelectMany(row => row).ToArray(), offsets);
    }

    private static IEnumerable<Fault> Faults(float[] row, int index, int dimension, JointAudioTextOptions options)
    {
        string place = FormattableString.Invariant($"column {options.FramesColumnName}, row {index}");
        if (row.Length % dimension != 0)
        {
            yield return new Fault(place, $"has {row.Length} values; a frame has {dimension}, and there must be whole frames");
        }

        if (row.Any(value => !float.IsFinite(value)))
        {
            yield return new Fault(place, $"holds {row.First(value => !float.IsFinite(value))}; frames must be finite, and a row without sound has none");
        }
    }

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

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
