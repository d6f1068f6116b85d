using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tensors;
using static TorchSharp.torch;

namespace MerExperiments.AudioText;

/// <summary>The joint Audio-Text model: audio frames are projected among the embedded tokens of transcript and prompt, a language model reads both, and its hidden
/// states are pooled into one vector and classified.</summary>
/// <remarks>B rows of T places, H values a place, D values a frame, C classes. Not thread-safe. Weights by name: <c>frames.mean</c>, <c>frames.scale</c> (fitted, not
/// trained), <c>projector.*</c>, <c>absent</c>, <c>pooling.query</c>, <c>head.*</c>, <c>language.</c> and the published name, <c>adapter.</c> and the matrix's.</remarks>
internal sealed class JointModel : IDisposable
{
    private readonly List<KeyValuePair<string, Tensor>> _own = [];
    private readonly AudioTextOptions _options;
    private readonly Tensor _mean, _scale, _projector, _projectorBias, _absent, _head, _headBias;
    private readonly Tensor? _query;

    /// <param name="language">The language model; this model owns it from now on. Load its weights before: the projector starts at their size.</param>
    /// <param name="options">What stands around it.</param>
    /// <param name="frameDimension">D.</param>
    /// <param name="classes">C.</param>
    /// <param name="seed">The seed of the first weights.</param>
    /// <exception cref="InvalidInputException">The adapters name no matrix of the language model.</exception>
    public JointModel(LanguageModel language, AudioTextOptions options, int frameDimension, int classes, NamedSeed seed)
    {
        (Language, _options) = (language, options);
        Tensor embedding = language.Embedding;
        Device device = embedding.device;
        int hidden = language.Configuration.HiddenSize, inputs = options.Downsampling * frameDimension;
        double size = SizeOf(embedding);
        _mean = Own("frames.mean", zeros([frameDimension], ScalarType.Float32, device));
        _scale = Own("frames.scale", ones([frameDimension], ScalarType.Float32, device));
        _projector = Drawn("projector.weight", size / Math.Sqrt(inputs), hidden, inputs);
        _projectorBias = Own("projector.bias", zeros([hidden], ScalarType.Float32, device));
        _absent = Drawn("absent", size, 2, hidden);
        _query = options.Pooling == HiddenPooling.Attention ? Own("pooling.query", zeros([hidden], ScalarType.Float32, device)) : null;
        _head = Drawn("head.weight", 1 / Math.Sqrt(hidden), classes, hidden);
        _headBias = Own("head.bias", zeros([classes], ScalarType.Float32, device));
        if (options.Adapters is { } lowRank)
        {
            language.Adapt(lowRank, seed.For("adapters"));
        }

        Weights =
        [
            .. _own,
            .. language.Weights.Select(pair => new KeyValuePair<string, Tensor>($"language.{pair.Key}", pair.Value)),
            .. language.Adapters.Select(pair => new KeyValuePair<string, Tensor>($"adapter.{pair.Key}", pair.Value)),
        ];
        Trainable = [.. Weights.Where(IsTrained)];
        foreach ((_, Tensor weight) in Trainable)
        {
            weight.requires_grad_();
        }

        Tensor Drawn(string name, double deviation, params long[] shape) =>
            Own(name, TorchData.Normal(seed.For(name), deviation, device, ScalarType.Float32, shape));
    }

    /// <summary>The language model.</summary>
    public LanguageModel Language { get; }

    /// <summary>All weights by name, in a fixed order.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Weights { get; }

    /// <summary>Those that training changes: everything but the frames' scaling, a fixed head's matrix and, with adapters, the language model's own.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> Trainable { get; }

    /// <summary>Whether the layers are computed again in the backward pass.</summary>
    public bool Recompute { get; set; }

    /// <summary>Takes the mean and deviation of each value of the frames from the rows that are trained on.</summary>
    public void FitFrames(JointRows rows)
    {
        FrameScaling scaling = FrameScaling.Of(rows);
        using Tensor mean = TorchData.Copy(scaling.Mean, _mean.device, scaling.Mean.Length);
        using Tensor scale = TorchData.Copy(scaling.Deviation, _scale.device, scaling.Deviation.Length);
        _mean.copy_(mean);
        _scale.copy_(scale);
    }

    /// <summary>Reads a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="dropout">The seed of everything dropped; null while not training.</param>
    public JointForward Forward(JointBatch batch, NamedSeed? dropout)
    {
        Tensor frames = ((batch.Frames - _mean) / _scale).nan_to_num(0).flatten(1);                            // [audio, downsampling * D]
        Tensor audio = nn.functional.linear(frames, _projector, _projectorBias);                               // [audio, H]
        Tensor tokens = Language.Embed(batch.Tokens);                                                          // [tokens, H]
        Tensor all = cat([TorchData.Drop(audio, _options.Dropout, dropout?.For("projector")).to(tokens.dtype), tokens, _absent.to(tokens.dtype)]);
        Tensor placed = all.index_select(0, batch.Places.flatten()).view([.. batch.Places.shape, -1]);         // [B, T, H]
        (Tensor hidden, RecomputedLayers? layers) = Recompute && is_grad_enabled()
            ? Language.HiddenRecomputed(placed, batch.Mask, dropout?.For("language"))
            : (Language.Hidden(placed, batch.Mask, dropout?.For("language")), null);
        Tensor pooled = Pool(hidden.to(ScalarType.Float32), batch);                                            // [B, H]
        Tensor scores = Classify(TorchData.Drop(pooled, _options.Dropout, dropout?.For("head")));
        return new JointForward(scores, pooled, hidden, layers);
    }

    /// <summary>The class head: pooled states [B, H] to logits [B, C].</summary>
    public Tensor Classify(Tensor pooled) => nn.functional.linear(pooled, _head, _headBias);

    /// <summary>Scores of the next token at the places that precede the class's name, and the tokens that stand there.</summary>
    /// <returns>float [places, V] and int64 [places]; of no places where no row has a name.</returns>
    public (Tensor Logits, Tensor Targets) Words(JointForward forward, JointBatch batch)
    {
        Tensor asked = batch.WordTargets.IsNot(-100);
        return (Language.Logits(forward.Hidden[asked]), batch.WordTargets[asked]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _own.ForEach(pair => pair.Value.Dispose());
        Language.Dispose();
    }

    private Tensor Pool(Tensor hidden, JointBatch batch)
    {
        if (_options.Pooling == HiddenPooling.LastToken)
        {
            Tensor last = batch.LastPlaces.view(-1, 1, 1).expand(-1, 1, hidden.shape[2]);
            return hidden.gather(1, last).squeeze(1);
        }

        Tensor weights = _query is null
            ? batch.Pooled
            : hidden.matmul(_query).Over(Math.Sqrt(hidden.shape[2])).Filled(batch.Pooled.IsNot(0).logical_not(), double.NegativeInfinity).softmax(1);
        return (hidden * weights.unsqueeze(2)).sum(1) / weights.sum(1, keepdim: true);
    }

    private bool IsTrained(KeyValuePair<string, Tensor> weight) =>
        !weight.Key.StartsWith("frames.", StringComparison.Ordinal)
        && !(_options.IsHeadFixed && weight.Key == "head.weight")
        && (_options.Adapters is null || !weight.Key.StartsWith("language.", StringComparison.Ordinal));

    private Tensor Own(string name, Tensor tensor)
    {
        _own.Add(new(name, tensor));
        return tensor;
    }

    private static double SizeOf(Tensor embedding)
    {
        using Tensor size = embedding.detach().to(ScalarType.Float32).Squared().mean().sqrt();
        return size.item<float>();
    }
}

/// <summary>What one forward pass of the joint model gives.</summary>
/// <param name="Scores">float [B, C]: the class head's logits.</param>
/// <param name="Pooled">float [B, H]: the AudioText feature.</param>
/// <param name="Hidden">[B, T, H]: the language model's hidden states.</param>
/// <param name="Recomputed">The layers to compute again in the backward pass; null where everything was kept.</param>
internal sealed record JointForward(Tensor Scores, Tensor Pooled, Tensor Hidden, RecomputedLayers? Recomputed)
{
    /// <summary>The backward pass of a loss computed from these: gradients are added to those of the trainable weights.</summary>
    public void Backward(Tensor loss)
    {
        loss.backward(retain_graph: Recomputed is not null);
        Recomputed?.Backward();
    }
}
