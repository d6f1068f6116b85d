using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Export;

/// <summary>A row of the example's features as a program that knows only ML.NET would declare it.</summary>
public sealed class EncodedRow
{
    [VectorType(12), ColumnName("speech")]
    public float[] Speech { get; set; } = [];

    [VectorType(20), ColumnName("words")]
    public float[] Words { get; set; } = [];

    [VectorType(7), ColumnName("faces")]
    public float[] Faces { get; set; } = [];

    public string Label { get; set; } = "";

    public float Weight { get; set; } = 1;

    public string Fold { get; set; } = "";

    internal static EncodedRow[] From(Example example) => [.. Enumerable.Range(0, example.Count).Select(row => new EncodedRow
    {
        Speech = example.Tables[0][row].ToArray(),
        Words = example.Tables[1][row].ToArray(),
        Faces = example.Tables[2][row].ToArray(),
        Label = Example.Labels[example.Rows.Labels[row]],
        Fold = FormattableString.Invariant($"fold{row % 15 / 5}"),
    })];
}
