using System.Collections.Immutable;
using MerExperiments.Fusion.Text;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Estimators;

/// <summary>How a head is fitted from a data view.</summary>
public sealed record HeadOptions
{
    /// <summary>Options that read what <see cref="TrainingView.AsDataView"/> holds.</summary>
    /// <param name="rows">The rows; all of their columns are read.</param>
    public static HeadOptions For(TrainingRows rows) => TrainingRowsView.OptionsFor([.. rows.Columns.Select(column => column.Name)]);

    /// <summary>The vector columns of float to read, one per encoder, of known size; one or more.</summary>
    public required IReadOnlyList<string> FeatureColumnNames { get; init; }

    /// <summary>Which of those columns hold texts as rows (<see cref="TextRows"/>), and how terms are fitted to them; empty where none does.</summary>
    public IReadOnlyDictionary<string, TextFeatureOptions> Texts { get; init; } = ImmutableDictionary<string, TextFeatureOptions>.Empty;

    /// <summary>The key column with the classes; its key values become the class names.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The float column with the rows' weights; null for 1 each.</summary>
    public string? WeightColumnName { get; init; }

    /// <summary>The boolean column that is true where a row's label is a pseudo-label, which is trained on and never validated on; null where none is.</summary>
    public string? PseudoLabelColumnName { get; init; }

    /// <summary>The text column with the rows' speakers, empty where one is unknown; null where all are.</summary>
    public string? SpeakerColumnName { get; init; }

    /// <summary>Values for the head's parameters; one left out has its default.</summary>
    public ParameterSet Parameters { get; init; } = ParameterSet.Empty;

    /// <summary>The seed of every random draw.</summary>
    public NamedSeed Seed { get; init; } = new(2024);
}
