using MerExperiments.AudioText.Estimators;
using MerExperiments.AudioText.Tests.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Tests.Estimators;

/// <summary>The rows of <see cref="ToneAndWords"/> as a data view with the columns Frames, Text, Class (text) and Label (key).</summary>
internal static class JointData
{
    public static JointAudioTextOptions Options { get; } = new()
    {
        Model = ToneAndWords.Options with { Epochs = 1 },
    };

    /// <summary>A view of so many rows.</summary>
    /// <param name="context">ML.NET.</param>
    /// <param name="count">Rows.</param>
    /// <param name="change">What is done to each row before it is read.</param>
    public static IDataView View(MLContext context, int count, Action<int, Row>? change = null)
    {
        JointRows rows = ToneAndWords.Rows(count);
        Row[] read =
        [
            .. Enumerable.Range(0, count).Select(row => new Row
            {
                Frames = rows.Frames[row].ToArray(),
                Text = rows.Texts[row]!,
                Class = ToneAndWords.Labels[rows.Labels[row]],
            }),
        ];
        Array.ForEach([.. read.Index()], pair => change?.Invoke(pair.Index, pair.Item));
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Frames)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 0, ToneAndWords.Dimension);
        IDataView view = context.Data.LoadFromEnumerable(read, schema);
        return context.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Class)).Fit(view).Transform(view);
    }

    /// <summary>One row of the view.</summary>
    internal sealed class Row
    {
        public float[] Frames { get; set; } = [];

        public string Text { get; set; } = "";

        public string Class { get; set; } = "";
    }
}
