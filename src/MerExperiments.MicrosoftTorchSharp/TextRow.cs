using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.MicrosoftTorchSharp;

/// <summary>A transcript and its class, as the trainer reads them.</summary>
internal sealed class TextRow
{
    /// <summary>The column of the transcript.</summary>
    public const string TextColumn = nameof(Text);

    /// <summary>The transcript.</summary>
    public required string Text { get; init; }

    /// <summary>The class: its place among the classes present, from 0. ML.NET makes the key of it, which is one more.</summary>
    public required uint Label { get; init; }

    /// <summary>Rows as a data view whose label is a key over the given classes.</summary>
    public static IDataView View(MLContext context, IReadOnlyList<TextRow> rows, IReadOnlyList<string> classes)
    {
        var schema = SchemaDefinition.Create(typeof(TextRow));
        ReadOnlyMemory<char>[] names = [.. classes.Select(name => name.AsMemory())];
        schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), names.Length);
        schema[nameof(Label)].AddAnnotation(
            "KeyValues", new VBuffer<ReadOnlyMemory<char>>(names.Length, names), new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
