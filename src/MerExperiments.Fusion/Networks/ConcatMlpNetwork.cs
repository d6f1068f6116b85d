namespace MerExperiments.Fusion.Networks;

/// <summary>All encoders' vectors beside each other through an MLP of two hidden layers.</summary>
internal sealed class ConcatMlpNetwork : IFusionNetwork
{
    public T Logits<T>(INetworkOperations<T> operations, IReadOnlyList<T> inputs, int hidden, int classes)
    {
        T value = operations.Concatenate(inputs);
        for (int layer = 0; layer < 2; layer++)
        {
            value = operations.Relu(operations.Linear(operations.Dropout(value), hidden));
        }

        return operations.Linear(operations.Dropout(value), classes);
    }
}
