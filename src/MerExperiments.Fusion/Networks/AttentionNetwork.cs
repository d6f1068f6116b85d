namespace MerExperiments.Fusion.Networks;

/// <summary>The MER2024 baseline's attention: each encoder's vector through its own MLP; all of them through another MLP to one weight per
/// encoder (not normalised, as there); the weighted sum to the logits.</summary>
internal sealed class AttentionNetwork : IFusionNetwork
{
    public T Logits<T>(INetworkOperations<T> operations, IReadOnlyList<T> inputs, int hidden, int classes)
    {
        T[] encoded = [.. inputs.Select(input => Encode(operations, input, hidden))]; // each [batch, hidden]
        T joined = Encode(operations, operations.Concatenate(encoded), hidden);       // [batch, hidden]
        T attention = operations.Linear(joined, inputs.Count);                        // [batch, encoders]
        return operations.Linear(operations.WeightedSum(encoded, attention), classes);
    }

    private static T Encode<T>(INetworkOperations<T> operations, T input, int hidden)
    {
        T value = operations.Dropout(input);
        for (int layer = 0; layer < 3; layer++)
        {
            value = operations.Relu(operations.Linear(value, hidden));
        }

        return value;
    }
}
