namespace MerExperiments.Benchmarks;

/// <summary>A picture as ML.NET feeds it to a graph; the column takes the name of the graph's input.</summary>
internal sealed class StockPicture
{
    /// <summary>The prepared values.</summary>
    public float[] Values { get; set; } = [];
}
