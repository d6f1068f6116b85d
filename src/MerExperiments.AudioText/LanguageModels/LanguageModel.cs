using MerExperiments.AudioText.Tensors;

using static TorchSharp.torch;

namespace MerExperiments.AudioText.LanguageModels;

/// <summary>A decoder-only language model: tokens in, what may come next out. B rows of T tokens, H values a token, V tokens in the vocabulary.</summary>
/// <remarks>Read this file, then <see cref="DecoderNetwork"/>, <see cref="TorchDecoder"/> and <see cref="TokenPositions"/>: that is all of it. Weights are plain tensors under their published
/// names, randomly drawn until others are copied into them. Not thread-safe.</remarks>
internal sealed class LanguageModel : IDisposable
{
    private readonly List<KeyValuePair<string, Tensor>> _weights = [];
    private readonly ScalarType _compute;
    private readonly DecoderNetwork _network;

    /// <param name="model">The shape.</param>
    /// <param name="seed">The seed of the first weights.</param>
    /// <param name="device">Where they lie.</param>
    /// <param name="precision">How weights are kept and products computed.</param>
    /// <param name="dropout">The share of values dropped before each sum of a layer while training.</param>
    public LanguageModel(LanguageModelConfiguration model, NamedSeed seed, Device device, ModelPrecision precision = ModelPrecision.Single, double dropout = 0)
    {
        Configuration = model;
        _compute = precision == ModelPrecision.Single ? ScalarType.Float32 : ScalarType.BFloat16;
        ScalarType kept = precision == ModelPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        foreach ((string name, long[] shape, double deviation) in Shapes(model))
        {
            _weights.Add(new(name, deviation == 0
                ? (name.EndsWith(".bias", StringComparison.Ordinal) ? zeros(shape, kept, device) : ones(shape, kept, device))
                : TorchData.Normal(seed.For(name), deviation, device, kept, shape)));
        }

        Weights = new Dictionary<string, Tensor>(_weights, StringComparer.Ordinal);
        Projections = new OrderedDictionary<string, Projection>(
            Enumerable.Range(0, model.Layers).SelectMany(layer => model.Family.NamesIn(layer).Matrices).Select(name => KeyValuePair.Create(
                name, new Projection(name, Weights[name + ".weight"], Weights.GetValueOrDefault(name + ".bias")))),
            StringComparer.Ordinal);
        _network = new DecoderNetwork(model);
        Dropout = dropout;
    }

    /// <summary>The shape.</summary>
    public LanguageModelConfiguration Configuration { get; }

    /// <summary>All weights by their published names, in the order of the layers; adapters are not among them.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights { get; }

    /// <summary>The layers' matrices by their published names without <c>.weight</c>, in the order of the layers.</summary>
    public IReadOnlyDictionary<string, Projection> Projections { get; }

    /// <summary>The embedding, [V, H].</summary>
    public Tensor Embedding => Weights[Configuration.Family.Embedding];

    /// <summary>The share of values dropped before each sum of a layer while training.</summary>
    public double Dropout { get; }

    /// <summary>int64 [..] to [.., H].</summary>
    public Tensor Embed(Tensor ids) => Embedding.index_select(0, ids.flatten()).view([.. ids.shape, Configuration.HiddenSize]).to(_compute);

    /// <summary>Embedded tokens to hidden states after the last norm.</summary>
    /// <param name="embedded">[B, T, H].</param>
    /// <param name="mask">Bool [B, T], true where a token stands; padding may stand on either side, and what comes out there means nothing.</param>
    /// <param name="dropout">The seed of the dropout; null while not training.</param>
    public Tensor Hidden(Tensor embedded, Tensor mask, NamedSeed? dropout = null)
    {
        TokenPositions positions = PositionsOf(mask);
        return _network.Hidden(embedded, layer => new TorchDecoder(this, positions, dropout?.For("layer", layer)));
    }

    /// <summary>As <see cref="Hidden"/>, for a backward pass that computes the layers again: after the loss's own, <see cref="RecomputedLayers.Backward"/> goes on.</summary>
    public (Tensor Hidden, RecomputedLayers Layers) HiddenRecomputed(Tensor embedded, Tensor mask, NamedSeed? dropout)
    {
        var layers = new RecomputedLayers(this, embedded, PositionsOf(mask), dropout);
        return (_network.LastNorm(layers.Output, new TorchDecoder(this, layers.Positions, null)), layers);
    }

    /// <summary>One layer, [B, T, H] to [B, T, H].</summary>
    public Tensor Layer(int index, Tensor x, TokenPositions positions, NamedSeed? dropout) =>
        _network.Layer(x, index, new TorchDecoder(this, positions, dropout?.For("layer", index)));

    /// <summary>Hidden states [.., H] to scores of the next token [.., V], in float32.</summary>
    public Tensor Logits(Tensor hidden)
    {
        Tensor head = Configuration.TiedHead ? Embedding : Weights[Configuration.Family.Head];                              // [V, H]
        head = Configuration.NormalisedHead ? nn.functional.normalize(head, 2, 1) : head;
        return nn.functional.linear(hidden, head.to(hidden.dtype)).to(ScalarType.Float32);
    }

    /// <summary>Freezes all weights and puts adapters beside the chosen matrices.</summary>
    /// <exception cref="InvalidInputException">A target names no matrix of this family.</exception>
    public void Adapt(LowRankOptions options, NamedSeed seed)
    {
        Projection[] chosen = [.. Projections.Values.Where(p => options.Targets.Contains(p.Name[(p.Name.LastIndexOf('.') + 1)..]))];
        InvalidInputException.ThrowIfAny([.. AdapterFaults(Configuration, options)]);
        foreach (Tensor weight in Weights.Values)
        {
            weight.requires_grad_(false);
        }

        Array.ForEach(chosen, projection => projection.Adapt(options, seed));
    }

    /// <summary>A fault where no matrix of a model would get an adapter.</summary>
    public static IEnumerable<Fault> AdapterFaults(LanguageModelConfiguration model, LowRankOptions options)
    {
        string[] known = [.. model.Family.Matrices];
        return known.Intersect(options.Targets).Any() ? []
            : [new Fault("audioText.lowRank.targets", $"is [{string.Join(", ", options.Targets)}]; a {model.Family} model has: {string.Join(", ", known)}")];
    }

    /// <summary>The adapters' matrices by name, in the order of the layers; empty without adapters.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Adapters =>
        from projection in Projections.Values
        where projection.Down is not null
        from pair in new[] { (Part: "down", Tensor: projection.Down!), (Part: "up", Tensor: projection.Up!) }
        select new KeyValuePair<string, Tensor>($"{projection.Name}.{pair.Part}", pair.Tensor);

    /// <summary>Weights by published names in which the adapters are added to their matrices: alone they do what model and adapters do. The caller disposes them.</summary>
    public IReadOnlyDictionary<string, Tensor> Merged()
    {
        var projections = Projections.Values.ToDictionary(p => p.Name + ".weight", StringComparer.Ordinal);
        return _weights.ToDictionary(
            pair => pair.Key, pair => projections.TryGetValue(pair.Key, out Projection? p) ? p.Merged() : pair.Value.detach().clone(), StringComparer.Ordinal);
    }

    /// <summary>The name and shape of every weight of a model, and the deviation it is drawn with; 0 for norms (ones) and biases (zeros).</summary>
    /// <remarks>Matrices keep the size of what they multiply; those before a residual sum are smaller by the square root of the number of sums, as in GPT-2.</remarks>
    public static IEnumerable<(string Name, long[] Shape, double Deviation)> Shapes(LanguageModelConfiguration model)
    {
        long hidden = model.HiddenSize, inner = model.IntermediateSize, queries = model.Heads * model.HeadSize, keys = model.KeyValueHeads * model.HeadSize;
        double sums = Math.Sqrt(2 * model.Layers);
        yield return (model.Family.Embedding, [model.VocabularySize, hidden], Of(hidden));
        for (int i = 0; i < model.Layers; i++)
        {
            LayerNames layer = model.Family.NamesIn(i);
            long[] outputs = layer.Attention.Count == 1 ? [queries + (2 * keys)] : [queries, keys, keys];
            foreach ((int part, string name) in layer.Attention.Index())
            {
                yield return (name + ".weight", [outputs[part], hidden], Of(hidden));
                if (model.AttentionBias)
                {
                    yield return (name + ".bias", [outputs[part]], 0);
                }
            }

            yield return (layer.Out + ".weight", [hidden, queries], Of(queries) / sums);
            yield return (layer.Gate + ".weight", [inner, hidden], Of(hidden));
            yield return (layer.Up + ".weight", [inner, hidden], Of(hidden));
            yield return (layer.Down + ".weight", [hidden, inner], Of(inner) / sums);
            yield return (layer.AttentionNorm, [hidden], 0);
            yield return (layer.FeedNorm, [hidden], 0);
        }

        yield return (model.Family.LastNorm, [hidden], 0);
        if (!model.TiedHead)
        {
            yield return (model.Family.Head, [model.VocabularySize, hidden], Of(hidden));
        }

        static double Of(long inputs) => 1 / Math.Sqrt(inputs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in Adapters.Select(pair => pair.Value).Concat(Weights.Values).ToArray())
        {
            tensor.Dispose();
        }
    }

    private TokenPositions PositionsOf(Tensor mask) => TokenPositions.Of(mask, Configuration, _compute);
}
