using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Features;

/// <summary>Columns that lie in memory or are mapped, as an ML.NET data view. Nothing is copied until a row is read; rows keep their order and are not shuffled.</summary>
public sealed class FeatureDataView : IDataView
{
    private readonly IReadOnlyList<ViewColumn> _columns;
    private readonly int _rows;

    /// <summary>Puts columns beside each other.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The columns, with different names.</param>
    public FeatureDataView(int rows, IReadOnlyList<ViewColumn> columns)
    {
        (_rows, _columns) = (rows, columns);
        var schema = new DataViewSchema.Builder();
        foreach (ViewColumn column in columns)
        {
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        }

        Schema = schema.ToSchema();
    }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public long? GetRowCount() => _rows;

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
            _row = _row + 1 < view._rows && _row > -2 ? _row + 1 : -2;
            return _row >= 0;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            view._columns[column.Index].GetterOf(() => (int)_row) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"the column \"{column.Name}\" holds {column.Type}, not {typeof(TValue).Name}");
    }
}

/// <summary>One column of a data view.</summary>
/// <remarks>Its values are asked for row by row and kept by no one, from several threads where several cursors read.</remarks>
public sealed class ViewColumn
{
    private ViewColumn(string name, DataViewType type, Func<Func<int>, Delegate> getterOf, DataViewSchema.Annotations? annotations = null) =>
        (Name, Type, GetterOf, Annotations) = (name, type, getterOf, annotations);

    /// <summary>A row's values of a vector.</summary>
    /// <param name="row">The row, from 0.</param>
    public delegate ReadOnlySpan<float> RowValues(int row);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public DataViewType Type { get; }

    /// <summary>Makes its <see cref="ValueGetter{TValue}"/>, given what tells the row that is read.</summary>
    internal Func<Func<int>, Delegate> GetterOf { get; }

    /// <summary>What is said of it, such as the names of a key's values; null for nothing.</summary>
    internal DataViewSchema.Annotations? Annotations { get; }

    /// <summary>A column of texts; an unknown one is empty.</summary>
    public static ViewColumn Text(string name, Func<int, string?> textOf) => new(
        name, TextDataViewType.Instance, row => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> text) => text = textOf(row()).AsMemory()));

    /// <summary>A column of float.</summary>
    public static ViewColumn Number(string name, Func<int, float> numberOf) => new(
        name, NumberDataViewType.Single, row => (ValueGetter<float>)((ref float number) => number = numberOf(row())));

    /// <summary>A column of boolean.</summary>
    public static ViewColumn Truth(string name, Func<int, bool> truthOf) => new(
        name, BooleanDataViewType.Instance, row => (ValueGetter<bool>)((ref bool truth) => truth = truthOf(row())));

    /// <summary>A key column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="names">The names of its values.</param>
    /// <param name="placeOf">A row's place among them from 0, or -1 where the row has no value.</param>
    public static ViewColumn Key(string name, IReadOnlyList<string> names, Func<int, int> placeOf)
    {
        ReadOnlyMemory<char>[] texts = [.. names.Select(text => text.AsMemory())];
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, texts.Length), (ref VBuffer<ReadOnlyMemory<char>> values) => values = new(texts.Length, texts));
        return new ViewColumn(
            name,
            new KeyDataViewType(typeof(uint), texts.Length),
            row => (ValueGetter<uint>)((ref uint key) => key = (uint)(placeOf(row()) + 1)), // 0 says that there is no value
            annotations.ToAnnotations());
    }

    /// <summary>A column of vectors of float.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="valuesOf">A row's values.</param>
    /// <param name="dimensions">The shape of a row; 0 for an axis that differs from row to row.</param>
    public static ViewColumn Vector(string name, RowValues valuesOf, params int[] dimensions) => new(
        name,
        new VectorDataViewType(NumberDataViewType.Single, dimensions),
        row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> vector) =>
        {
            ReadOnlySpan<float> values = valuesOf(row());
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, values.Length);
            values.CopyTo(editor.Values);
            vector = editor.Commit();
        }));
}
