using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Features;

/// <summary>A table as an ML.NET data view, a row per utterance: a text column <c>Name</c> and a float vector column named after the encoder.</summary>
internal sealed class FeatureDataView : IDataView
{
    private readonly IReadOnlyList<string> _names;
    private readonly RowValues _values;

    /// <summary>Wraps a table; nothing is copied until a row is read.</summary>
    /// <param name="encoder">The vector column's name.</param>
    /// <param name="names">The utterances.</param>
    /// <param name="values">A row's values.</param>
    /// <param name="dimensions">The shape of a row; 0 for an axis that differs from row to row.</param>
    public FeatureDataView(string encoder, IReadOnlyList<string> names, RowValues values, params int[] dimensions)
    {
        (_names, _values) = (names, values);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Name", TextDataViewType.Instance);
        schema.AddColumn(encoder, new VectorDataViewType(NumberDataViewType.Single, dimensions));
        Schema = schema.ToSchema();
    }

    /// <summary>A row's values.</summary>
    internal delegate ReadOnlySpan<float> RowValues(int row);

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public long? GetRowCount() => _names.Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded.Select(column => column.Index).ToHashSet());

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(FeatureDataView view, HashSet<int> active) : DataViewRowCursor
    {
        private long _row = -1;

        public override long Position => _row;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            _row = _row + 1 < view._names.Count && _row > -2 ? _row + 1 : -2;
            return _row >= 0;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Index == 0 ? Name : Features;
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"the column \"{column.Name}\" holds {column.Type}, not {typeof(TValue).Name}");
        }

        private Delegate Name => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> name) => name = view._names[(int)_row].AsMemory());

        private Delegate Features => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> features) =>
        {
            ReadOnlySpan<float> values = view._values((int)_row);
            VBufferEditor<float> editor = VBufferEditor.Create(ref features, values.Length);
            values.CopyTo(editor.Values);
            features = editor.Commit();
        });
    }
}
