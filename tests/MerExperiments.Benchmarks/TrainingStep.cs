using MerExperiments.AudioText;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Training;
using MerExperiments.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Benchmarks;

/// <summary>Whole training steps of the joint model on one drawn batch without padding: forward, both losses, backward, gradient clipping, AdamW.</summary>
internal sealed class TrainingStep : IDisposable
{
    private const int Classes = 6;
    private static readonly NamedSeed Seed = new(2024);
    private static readonly AudioTextOptions Options = new() { Model = "tiny" };
    private readonly JointModel _model;
    private readonly JointBatch _batch;
    private readonly FlatWeights _weights;
    private readonly AdamW _optimiser;
    private int _steps;

    /// <summary>Draws a model and its batch.</summary>
    public TrainingStep(StepShape shape)
    {
        TorchLibrary.UseOneThread();
        AudioTextOptions options = Options with { Downsampling = shape.Downsampling };
        _model = new JointModel(new LanguageModel(shape.Language, Seed, CPU, dropout: options.Dropout), options, shape.FrameDimension, Classes, Seed);
        _batch = Draw(shape);
        _weights = new FlatWeights(_model.Trainable);
        _optimiser = new AdamW(_weights, 0.01);
    }

    /// <summary>One step; what it allocates is given back.</summary>
    public void Run()
    {
        using DisposeScope scope = NewDisposeScope();
        JointForward forward = _model.Forward(_batch, Seed.For("step", _steps++));
        forward.Backward(JointLoss.Of(_model, forward, _batch, _batch.Weights.shape[0]).Weighted(Options));
        Update();
        StepLeftovers.Free(_steps);
    }

    /// <summary>Clipping and AdamW alone, with gradients of 0.</summary>
    public void Update()
    {
        _weights.Clip(1);
        _optimiser.Step(1e-4);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _weights.Dispose();
        _batch.Dispose();
        _model.Dispose();
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
