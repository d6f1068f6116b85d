namespace MerExperiments.Fusion.Networks;

/// <summary>A network from one vector per encoder to the classes' logits.</summary>
internal interface IFusionNetwork
{
    /// <summary>The logits [batch, classes].</summary>
    T Logits<T>(INetworkOperations<T> operations, IReadOnlyList<T> inputs, int hidden, int classes);
}
