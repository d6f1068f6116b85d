using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>Gradient checkpointing (arXiv 1604.06174): the forward pass keeps each layer's input alone, the backward pass computes the layers again, last to first.</summary>
/// <remarks>Values and gradients are those of a pass that keeps everything, for a fifth or so of its memory and a third more time.</remarks>
internal sealed class RecomputedLayers
{
    private readonly LanguageModel _model;
    private readonly Tensor _embedded;
    private readonly TokenPositions _positions;
    private readonly NamedSeed? _dropout;
    private readonly Tensor[] _inputs;

    /// <summary>Runs all layers.</summary>
    public RecomputedLayers(LanguageModel model, Tensor embedded, TokenPositions positions, NamedSeed? dropout)
    {
        (_model, _embedded, _positions, _dropout) = (model, embedded, positions, dropout);
        _inputs = new Tensor[model.Configuration.Layers];
        using IDisposable unrecorded = no_grad();
        Tensor x = embedded.detach();
        for (int i = 0; i < _inputs.Length; i++)
        {
            _inputs[i] = x;
            x = model.Layer(i, x, positions, dropout);
        }

        Output = x.requires_grad_();
    }

    /// <summary>The last layer's output [B, T, H], from which the loss is computed.</summary>
    public Tensor Output { get; }

    /// <summary>What all layers share.</summary>
    public TokenPositions Positions => _positions;

    /// <summary>Goes on where the loss's own backward pass ended, at <see cref="Output"/>, and ends at the embedded tokens and whatever they came from.</summary>
    public void Backward()
    {
        Tensor gradient = Output.grad!;
        for (int i = _inputs.Length - 1; i >= 0; i--)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = _inputs[i].detach().requires_grad_();
            _model.Layer(i, x, _positions, _dropout).backward([gradient]);
            gradient = x.grad!.MoveToOuterDisposeScope();
        }

        if (_embedded.requires_grad)
        {
            _embedded.backward([gradient]);
        }
    }
}
