using MerExperiments.AudioText.LanguageModels;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Benchmarks;

/// <summary>The matrix products that a training step cannot do without: forward once, backward for inputs and for weights. Nothing else of the step is in them.</summary>
internal sealed class StepProducts : IDisposable
{
    private readonly List<(int Times, Tensor Left, Tensor Right)> _products = [];

    /// <summary>Lists the products of a step and draws matrices of their shapes.</summary>
    public StepProducts(StepShape shape)
    {
        LanguageModelConfiguration model = shape.Language;
        long places = shape.Positions, hidden = model.HiddenSize, keys = (long)model.KeyValueHeads * model.HeadSize;
        Linear(2 * model.Layers, places, hidden, hidden);
        Linear(2 * model.Layers, places, hidden, keys);
        Linear(2 * model.Layers, places, hidden, model.IntermediateSize);
        Linear(model.Layers, places, model.IntermediateSize, hidden);
        Attention(model.Layers, shape.Rows * model.Heads, shape.Places, model.HeadSize);
        Linear(1, shape.Rows * shape.AudioPlaces, (long)shape.Downsampling * shape.FrameDimension, hidden, input: false);
        Linear(1, shape.Rows, hidden, model.VocabularySize);
    }

    /// <summary>Floating-point operations, a multiplication and an addition each, in billions.</summary>
    public double Billions => _products.Sum(p => p.Times * 2.0 * p.Left.numel() * p.Right.shape[^1]) / 1e9;

    /// <summary>Does every product once for each time it occurs in a step.</summary>
    public void Run()
    {
        foreach ((int times, Tensor left, Tensor right) in _products)
        {
            for (int i = 0; i < times; i++)
            {
                using Tensor product = left.matmul(right);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _products.ForEach(product =>
    {
        product.Left.Dispose();
        product.Right.Dispose();
    });

    /// <summary>y = x W', dx = dy W, dW = dy' x, in the layouts in which autograd does them.</summary>
    private void Linear(int times, long places, long inputs, long outputs, bool input = true)
    {
        Add(times, [places, inputs], [outputs, inputs], transposeRight: true);
        Add(times, [places, outputs], [places, inputs], transposeLeft: true);
        if (input)
        {
            Add(times, [places, outputs], [outputs, inputs]);
        }
    }

    /// <summary>Scores q k', mix p v, and for each two products backward. The half that a causal mask hides is counted: the products compute it.</summary>
    private void Attention(int times, long heads, long places, long headSize)
    {
        Add(2 * times, [heads, places, headSize], [heads, places, headSize], transposeRight: true);
        Add(2 * times, [heads, places, places], [heads, places, headSize]);
        Add(2 * times, [heads, places, places], [heads, places, headSize], transposeLeft: true);
    }

    private void Add(int times, long[] left, long[] right, bool transposeLeft = false, bool transposeRight = false)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = randn(left), b = randn(right);
        _products.Add((times, (transposeLeft ? a.transpose(-1, -2) : a).MoveToOuterDisposeScope(), (transposeRight ? b.transpose(-1, -2) : b).MoveToOuterDisposeScope()));
    }
}
