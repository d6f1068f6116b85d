using MerExperiments.Features;
using Microsoft.ML;

namespace MerExperiments.Fusion.Estimators;

/// <summary>Training rows as a data view that still knows them: any trainer of ML.NET reads it row by row, and a head's estimator takes the rows as they are.</summary>
/// <param name="rows">The rows.</param>
/// <param name="labels">The classes.</param>
internal sealed class TrainingRowsView(TrainingRows rows, LabelSet labels) : IDataView
{
    /// <summary>The names of the columns beside the features.</summary>
    public static readonly IReadOnlyList<string> OwnColumns = ["Label", "Weight", "PseudoLabelled", "Speaker"];

    private readonly FeatureDataView _view = new(
        rows.Count,
        [
            .. rows.Columns.Select(column => ViewColumn.Vector(column.Name, row => column[row], column.Dimension)),
            ViewColumn.Key("Label", labels.Names, row => rows.Labels[row]),
            ViewColumn.Number("Weight", row => rows.Weights[row]),
            ViewColumn.Truth("PseudoLabelled", row => rows.PseudoLabelled?[row] == true),
            ViewColumn.Text("Speaker", row => rows.Speakers[row]),
        ]);

    /// <inheritdoc/>
    public bool CanShuffle => _view.CanShuffle;

    /// <inheritdoc/>
    public DataViewSchema Schema => _view.Schema;

    /// <summary>The columns of this view under the names that they have here.</summary>
    /// <param name="encoders">The columns of features.</param>
    public static HeadOptions OptionsFor(IReadOnlyList<string> encoders) => new()
    {
        FeatureColumnNames = encoders,
        WeightColumnName = "Weight",
        PseudoLabelColumnName = "PseudoLabelled",
        SpeakerColumnName = "Speaker",
    };

    /// <summary>The rows and classes that a head's estimator would read here; null where the options ask for something else, which is then read row by row.</summary>
    public (TrainingRows Rows, LabelSet Labels)? TryTake(HeadOptions options)
    {
        HeadOptions own = OptionsFor(options.FeatureColumnNames);
        FeatureColumn?[] columns = [.. options.FeatureColumnNames.Select(name => rows.Columns.FirstOrDefault(column => column.Name == name))];
        bool same = columns.All(column => column is not null) && options.Texts.Count == 0
            && (options.LabelColumnName, options.WeightColumnName, options.PseudoLabelColumnName, options.SpeakerColumnName)
                == (own.LabelColumnName, own.WeightColumnName, own.PseudoLabelColumnName, own.SpeakerColumnName);
        return same ? (rows with { Columns = columns! }, labels) : null;
    }

    /// <inheritdoc/>
    public long? GetRowCount() => _view.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => _view.GetRowCursor(columnsNeeded, rand);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => _view.GetRowCursorSet(columnsNeeded, n, rand);
}
