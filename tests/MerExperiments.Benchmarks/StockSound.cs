using Microsoft.ML.Data;

namespace MerExperiments.Benchmarks;

/// <summary>A clip as ML.NET feeds it to the graph of mel-statistics; the columns are named after the graph's inputs.</summary>
internal sealed class StockSound
{
    /// <summary>The samples, padded with zeros.</summary>
    [ColumnName("waveform")]
    public float[] Samples { get; set; } = [];

    /// <summary>The number of samples without padding.</summary>
    [ColumnName("lengths")]
    public long[] Lengths { get; set; } = [];
}
