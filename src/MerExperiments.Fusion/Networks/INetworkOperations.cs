namespace MerExperiments.Fusion.Networks;

/// <summary>The operations of which networks are made, over some kind of value.</summary>
/// <remarks>A network is written once against these and then interpreted three times: to count its layers, to train it in torch and to write
/// it as an ONNX graph. So the graph that leaves is the network that was trained. Linear layers are told apart by the order of the calls.</remarks>
/// <typeparam name="T">A batch of vectors: its width, a torch tensor [batch, width] or the name of a graph's value.</typeparam>
internal interface INetworkOperations<T>
{
    /// <summary>The next linear layer: weights [width, outputs] and a bias.</summary>
    T Linear(T input, int outputs);

    /// <summary>max(0, x).</summary>
    T Relu(T input);

    /// <summary>Sets random values to 0 in training; nothing otherwise.</summary>
    T Dropout(T input);

    /// <summary>The vectors beside each other.</summary>
    T Concatenate(IReadOnlyList<T> inputs);

    /// <summary>The sum of the vectors, each times its own column of the weights [batch, vectors].</summary>
    T WeightedSum(IReadOnlyList<T> inputs, T weights);
}
