using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.AudioText.Estimators;

/// <summary>A data view with what a joint model says of each row: Features, Score and PredictedLabel, computed for all rows at once when one is first read.</summary>
/// <remarks>The computed values stay in memory as long as the view. Rows keep their order; the view does not shuffle.</remarks>
internal sealed class JointOutputView : IDataView
{
    private readonly IDataView _source;
    private readonly Lazy<(float[][] Features, float[][] Scores)> _rows;

    /// <param name="source">The view to extend.</param>
    /// <param name="schema">Its columns with the three added.</param>
    /// <param name="compute">Computes the features and class probabilities of all rows, in order; called once.</param>
    public JointOutputView(IDataView source, DataViewSchema schema, Func<(float[][] Features, float[][] Scores)> compute) =>
        (_source, Schema, _rows) = (source, schema, new Lazy<(float[][], float[][])>(compute));

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    private int Added => _source.Schema.Count;

    /// <summary>The columns of a view with the three added.</summary>
    public static DataViewSchema Extend(DataViewSchema source, int featureSize, LabelSet labels)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(source);
        schema.AddColumn(JointAudioTextOptions.FeaturesColumn, new VectorDataViewType(NumberDataViewType.Single, featureSize));
        schema.AddColumn(JointAudioTextOptions.ScoreColumn, new VectorDataViewType(NumberDataViewType.Single, labels.Count), Named("SlotNames", labels));
        schema.AddColumn(
            JointAudioTextOptions.PredictedLabelColumn, new KeyDataViewType(typeof(uint), labels.Count), Named("KeyValues", labels));
        return schema.ToSchema();
    }

    /// <inheritdoc/>
    public long? GetRowCount() => _source.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        HashSet<int> needed = [.. columnsNeeded.Select(column => column.Index)];
        return new Cursor(this, _source.GetRowCursor(_source.Schema.Where(column => needed.Contains(column.Index))), needed);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema.Annotations Named(string kind, LabelSet labels)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] names = [.. labels.Names.Select(name => name.AsMemory())];
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = (ref VBuffer<ReadOnlyMemory<char>> value) => value = new(names.Length, names);
        annotations.Add(kind, new VectorDataViewType(TextDataViewType.Instance, names.Length), getter);
        return annotations.ToAnnotations();
    }

    private sealed class Cursor(JointOutputView view, DataViewRowCursor source, HashSet<int> needed) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => needed.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < view.Added)
            {
                return source.GetGetter<TValue>(source.Schema[column.Index]);
            }

            Delegate getter = (column.Index - view.Added) switch
            {
                0 => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(view._rows.Value.Features[Position], ref value)),
                1 => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(view._rows.Value.Scores[Position], ref value)),
                _ => (ValueGetter<uint>)((ref uint key) => key = Best(view._rows.Value.Scores[Position])),
            };
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"the column \"{column.Name}\" holds {column.Type}, not {typeof(TValue).Name}");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }

        private static void Copy(float[] row, ref VBuffer<float> value)
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, row.Length);
            row.CopyTo(editor.Values);
            value = editor.Commit();
        }

        /// <summary>The key of the most probable class: its place and one; the first one where several are equal.</summary>
        private static uint Best(float[] scores) => (uint)scores.AsSpan().IndexOf(scores.Max()) + 1;
    }
}
