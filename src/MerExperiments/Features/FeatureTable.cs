using System.Collections.Immutable;
using Microsoft.ML;

namespace MerExperiments.Features;

/// <summary>Utterance-level features of one encoder: a [utterances, dimension] float32 matrix with the utterances' names and states.</summary>
/// <remarks>Immutable by convention. A row in any state but <see cref="FeatureState.Present"/> is NaN throughout.</remarks>
public sealed class FeatureTable
{
    private readonly ReadOnlyMemory<float> _values;

    /// <summary>Wraps a row-major [names, dimension] block.</summary>
    /// <exception cref="ArgumentException">The sizes do not agree.</exception>
    public FeatureTable(
        string encoder, Modality modality, int dimension, IReadOnlyList<string> names, IReadOnlyList<FeatureState> states, ReadOnlyMemory<float> values)
    {
        if (names.Count != states.Count || values.Length != (long)names.Count * dimension)
        {
            throw new ArgumentException($"{names.Count} names, {states.Count} states and {values.Length} values do not make a table of dimension {dimension}");
        }

        Encoder = encoder;
        Modality = modality;
        Dimension = dimension;
        Names = names;
        States = [.. states];
        _values = values;
    }

    /// <summary>Opens an utterance-level table that <c>mer encode</c> or a run wrote: a folder of <c>datasets/features</c>.</summary>
    /// <remarks>Every byte is held against its checksum; then values are mapped, not read into memory.</remarks>
    /// <exception cref="InvalidInputException">The folder holds no such table, a file is missing or is not what was written, or the table is of frames.</exception>
    public static FeatureTable Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException(folder, "is no folder; name the folder of a feature table, such as one below datasets/features");
        }

        FeatureTableFolder.RequireUndamaged(folder);
        return FeatureTableFolder.Read(Path.GetFullPath(folder)).Table;
    }

    /// <summary>The encoder's name; it is also the column's name in an IDataView and the input's name in an exported model.</summary>
    public string Encoder { get; }

    /// <summary>The modality the encoder reads.</summary>
    public Modality Modality { get; }

    /// <summary>Values per utterance.</summary>
    public int Dimension { get; }

    /// <summary>The number of utterances.</summary>
    public int Count => Names.Count;

    /// <summary>The utterances' names, one per row.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Each row's state.</summary>
    public ImmutableArray<FeatureState> States { get; }

    /// <summary>All values, row-major.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>All values, row-major, for callers that keep them: no copy.</summary>
    public ReadOnlyMemory<float> Memory => _values;

    /// <summary>One utterance's feature.</summary>
    public ReadOnlySpan<float> this[int row] => _values.Span.Slice(row * Dimension, Dimension);

    /// <summary>The table as ML.NET reads it: a text column <c>Name</c> and a vector column named after the encoder.</summary>
    public IDataView AsDataView() => new FeatureDataView(Count, [ViewColumn.Text("Name", row => Names[row]), ViewColumn.Vector(Encoder, row => this[row], Dimension)]);

    /// <summary>The rows of the given names, in the given order.</summary>
    /// <exception cref="KeyNotFoundException">A name is not in the table.</exception>
    public FeatureTable Select(IReadOnlyList<string> names)
    {
        var rowOf = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (int row = 0; row < Count; row++)
        {
            rowOf[Names[row]] = row;
        }

        float[] values = new float[names.Count * Dimension];
        var states = new FeatureState[names.Count];
        for (int i = 0; i < names.Count; i++)
        {
            int row = rowOf.TryGetValue(names[i], out int found)
                ? found
                : throw new KeyNotFoundException($"the features of {Encoder} have no utterance \"{names[i]}\"");
            this[row].CopyTo(values.AsSpan(i * Dimension));
            states[i] = States[row];
        }

        return new FeatureTable(Encoder, Modality, Dimension, names, states, values);
    }
}

/// <summary>Whose features a table holds: its <c>index.csv</c>.</summary>
/// <param name="Encoder">The encoder's name; it is also the column's name in an IDataView.</param>
/// <param name="Modality">The modality the encoder reads.</param>
/// <param name="Names">The utterances' names, one per row.</param>
/// <param name="States">Each row's state.</param>
public sealed record TableRows(string Encoder, Modality Modality, IReadOnlyList<string> Names, IReadOnlyList<FeatureState> States);

/// <summary>A feature table as a store holds it.</summary>
/// <param name="Folder">The absolute path of its folder.</param>
/// <param name="Card">What it was computed from.</param>
/// <param name="Table">The features, memory-mapped.</param>
/// <param name="Reasons">Why a row is quarantined, by row; null for all others.</param>
public sealed record StoredFeatures(string Folder, FeatureCard Card, FeatureTable Table, IReadOnlyList<string?> Reasons);
