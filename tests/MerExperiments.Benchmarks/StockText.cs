using Microsoft.ML.Data;

namespace MerExperiments.Benchmarks;

/// <summary>A transcript as ML.NET feeds it to the graph of char-ngrams.</summary>
internal sealed class StockText
{
    /// <summary>Unicode scalar values, padded with zeros.</summary>
    [ColumnName("codepoints")]
    public long[] Codepoints { get; set; } = [];
}
