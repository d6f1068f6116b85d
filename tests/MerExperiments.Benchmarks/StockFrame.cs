using Microsoft.ML.Data;

namespace MerExperiments.Benchmarks;

/// <summary>A face frame as ML.NET feeds it to the graph of face-texture.</summary>
internal sealed class StockFrame
{
    /// <summary>[112, 112, 3], BGR.</summary>
    [ColumnName("frames")]
    public byte[] Bytes { get; set; } = [];
}
