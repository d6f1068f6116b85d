using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Onnx;

/// <summary>A data view with one more column, a float vector that is computed for all rows at once when it is first read.</summary>
/// <remarks>What a transformer that works in batches returns: ML.NET's cursors go row by row. The computed values stay in memory as
/// long as the view. Rows keep their order; the view does not shuffle.</remarks>
public sealed class AppendedVectorView : IDataView
{
    private readonly IDataView _source;
    private readonly int _dimension;
    private readonly Lazy<float[][]> _rows;

    /// <summary>Creates the view.</summary>
    /// <param name="source">The view to extend.</param>
    /// <param name="column">The new column's name.</param>
    /// <param name="dimension">The vector's length.</param>
    /// <param name="compute">Computes the vectors of all rows, in order; called once.</param>
    public AppendedVectorView(IDataView source, string column, int dimension, Func<IDataView, float[][]> compute)
    {
        _source = source;
        _dimension = dimension;
        _rows = new Lazy<float[][]>(() => compute(source));
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(source.Schema);
        schema.AddColumn(column, new VectorDataViewType(NumberDataViewType.Single, dimension));
        Schema = schema.ToSchema();
    }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    private int Added => Schema.Count - 1;

    /// <inheritdoc/>
    public long? GetRowCount() => _source.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        IEnumerable<DataViewSchema.Column> below = needed.Where(column => column.Index < Added).Select(column => _source.Schema[column.Index]);
        return new Cursor(this, _source.GetRowCursor(below), needed.Any(column => column.Index == Added));
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(AppendedVectorView view, DataViewRowCursor source, bool active) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            column.Index == view.Added ? active : source.IsColumnActive(source.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index < view.Added
                ? source.GetGetter<TValue>(source.Schema[column.Index])
                : (Delegate)(ValueGetter<VBuffer<float>>)Vector as ValueGetter<TValue>
                    ?? throw new InvalidOperationException($"the column \"{column.Name}\" holds {column.Type}, not {typeof(TValue).Name}");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Vector(ref VBuffer<float> vector)
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, view._dimension);
            view._rows.Value[Position].CopyTo(editor.Values);
            vector = editor.Commit();
        }
    }
}
