using MerExperiments.AudioText;
using MerExperiments.AudioText.LanguageModels;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Benchmarks;

/// <summary>Whole training steps of the joint model on one drawn batch without padding: forward, both losses, backward, gradient clipping, AdamW.</summary>
internal sealed class TrainingStep : IDisposable
{
    private const int Classes = 6;
    private static readonly NamedSeed Seed = new(2024);
    private readonly JointModel _model;
    private readonly JointBatch _batch;
    private readonly TorchSharp.Modules.Parameter[] _parameters;
    private readonly optim.Optimizer _optimiser;
    private int _steps;

    /// <summary>Draws a model and its batch.</summary>
    public TrainingStep(StepShape shape)
    {
        set_num_threads(1);
        var options = new JointModelOptions { Downsampling = shape.Downsampling };
        _model = new JointModel(new LanguageModel(shape.Language, Seed, CPU, dropout: options.Dropout), options, shape.FrameDimension, Classes, Seed);
        _batch = Draw(shape);
        _parameters = [.. _model.Trainable.Select(pair => new TorchSharp.Modules.Parameter(pair.Value.alias()))];
        _optimiser = optim.AdamW(_parameters, 1e-3);
    }

    /// <summary>One step; what it allocates is given back.</summary>
    public void Run()
    {
        using DisposeScope scope = NewDisposeScope();
        JointForward forward = _model.Forward(_batch, Seed.For("step", _steps++));
        (Tensor logits, Tensor targets) = _model.Words(forward, _batch);
        Tensor loss = nn.functional.cross_entropy(forward.Scores, _batch.Labels) + (0.2 * nn.functional.cross_entropy(logits, targets));
        forward.Backward(loss);
        Update();
        _optimiser.zero_grad();
    }

    /// <summary>Clipping and AdamW alone, with gradients of 0.</summary>
    public void UpdateAlone()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (TorchSharp.Modules.Parameter parameter in _parameters)
        {
            parameter.grad ??= zeros_like(parameter).DetachFromDisposeScope();
        }

        Update();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _batch.Dispose();
        _model.Dispose();
    }

    private void Update()
    {
        nn.utils.clip_grad_norm_(_parameters, 1);
        _optimiser.step();
    }

    private static JointBatch Draw(StepShape shape)
    {
        int audio = shape.Rows * shape.AudioPlaces, tokens = shape.Rows * shape.TextPlaces;
        Tensor places = arange(audio).view(shape.Rows, -1);
        Tensor targets = full([shape.Rows, shape.Places], -100L, ScalarType.Int64);
        targets[.., shape.Places - 2] = 7;
        Tensor all = ones([shape.Rows, shape.Places]);
        return new JointBatch
        {
            Frames = randn([audio, shape.Downsampling, shape.FrameDimension]),
            Tokens = randint(0, shape.Language.VocabularySize, [tokens]),
            Places = cat([places, (arange(tokens) + audio).view(shape.Rows, -1)], 1),
            Mask = all.to(ScalarType.Bool),
            Pooled = all,
            LastPlaces = full([shape.Rows], shape.Places - 1L, ScalarType.Int64),
            WordTargets = targets,
            Labels = arange(shape.Rows).remainder(Classes),
            Weights = ones([shape.Rows]),
            Positions = shape.Rows * shape.Places,
        };
    }
}
