using Microsoft.ML.Data;

namespace MerExperiments.Benchmarks;

/// <summary>A text as ML.NET feeds it to a BERT-like graph; the columns are named after the graph's inputs.</summary>
internal sealed class StockTokens
{
    /// <summary>Token ids, padded with zeros.</summary>
    [ColumnName("input_ids")]
    public long[] Ids { get; set; } = [];

    /// <summary>1 at tokens, 0 at padding.</summary>
    [ColumnName("attention_mask")]
    public long[] Mask { get; set; } = [];

    /// <summary>Zeros.</summary>
    [ColumnName("token_type_ids")]
    public long[] Types { get; set; } = [];
}
