namespace MerExperiments.Fusion.Networks;

/// <summary>The size of one linear layer.</summary>
internal readonly record struct LayerShape(int Inputs, int Outputs)
{
    /// <summary>Weights and biases together.</summary>
    public int ParameterCount => (Inputs + 1) * Outputs;

    /// <summary>The layers of a network, in the order of its calls.</summary>
    public static IReadOnlyList<LayerShape> Of(IFusionNetwork network, IReadOnlyList<int> widths, int hidden, int classes)
    {
        var counting = new CountingOperations();
        network.Logits(counting, widths, hidden, classes);
        return counting.Layers;
    }

    private sealed class CountingOperations : INetworkOperations<int>
    {
        public List<LayerShape> Layers { get; } = [];

        public int Linear(int input, int outputs)
        {
            Layers.Add(new LayerShape(input, outputs));
            return outputs;
        }

        public int Relu(int input) => input;

        public int Dropout(int input) => input;

        public int Concatenate(IReadOnlyList<int> inputs) => inputs.Sum();

        public int WeightedSum(IReadOnlyList<int> inputs, int weights) => inputs[0];
    }
}
