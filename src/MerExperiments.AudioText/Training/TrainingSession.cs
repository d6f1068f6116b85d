using MerExperiments.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>One training under way: takes steps, validates after each epoch, keeps the best weights, and leaves checkpoints from which another session goes on
/// exactly where this one ended.</summary>
/// <remarks>Every draw follows from the seed, the epoch and the step, so that the state is weights, the optimiser's means and a few numbers. One thread.</remarks>
internal sealed class TrainingSession : IDisposable
{
    /// <summary>The greatest norm of all gradients together: what published recipes of fine-tuning take, and with it no loss was seen to burst.</summary>
    private const double GreatestNorm = 1;

    private readonly JointModel _model;
    private readonly JointBatcher _batcher;
    private readonly TrainingData _data;
    private readonly TrainingPlan _plan;
    private readonly StepSampler _sampler;
    private readonly LearningRateSchedule _schedule;
    private readonly ModalityDropout _modalities;
    private readonly FlatWeights _weights;
    private readonly AdamW _optimiser;
    private readonly Tensor _best;
    private readonly Device _device;
    private readonly CheckpointStore? _checkpoints;
    private readonly TrainingLog? _log;

    /// <summary>Readies a training, from its newest checkpoint where there is one.</summary>
    /// <param name="model">The model; its trainable weights are moved into one block.</param>
    /// <param name="batcher">Makes batches of the data's rows.</param>
    /// <param name="data">The rows.</param>
    /// <param name="plan">How to train.</param>
    /// <exception cref="InvalidInputException">The folder holds the checkpoint of another training.</exception>
    public TrainingSession(JointModel model, JointBatcher batcher, TrainingData data, TrainingPlan plan)
    {
        (_model, _batcher, _data, _plan) = (model, batcher, data, plan);
        _device = plan.Run.Device;
        JointRows training = data.Training;
        _sampler = new StepSampler([.. data.Split.Training.Select(batcher.LengthOf)], training.Labels, plan.Options, plan.Seed);
        _schedule = LearningRateSchedule.Of(plan.Options, checked(_sampler.Steps * plan.Options.Epochs));
        _modalities = new ModalityDropout(plan.Options.AudioAlone, plan.Options.TextAlone, plan.Seed);
        _weights = new FlatWeights(model.Trainable);
        _optimiser = new AdamW(_weights, plan.Options.WeightDecay);
        _best = _weights.Values.clone();
        if (plan.Run.Folder is { } folder)
        {
            Directory.CreateDirectory(folder);
            _checkpoints = new CheckpointStore(folder, plan.Fingerprint);
            State = _checkpoints.Read(Blocks, plan.Run.Notice) ?? State;
            _optimiser.Steps = State.Step;
            _log = new TrainingLog(folder, State.Step, State.Epoch);
        }
    }

    /// <summary>Where the training stands.</summary>
    public TrainingState State { get; private set; } = new();

    private Tensor[] Blocks => [_weights.Values, _best, _optimiser.Mean, _optimiser.Square];

    /// <summary>Trains to the end; the model then has the best epoch's weights.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; a checkpoint is left.</exception>
    /// <exception cref="InvalidInputException">The device has no memory left, or the loss is no number; a checkpoint is left.</exception>
    public void Complete()
    {
        while (!State.IsOver(_plan.Options))
        {
            RunEpoch();
        }

        _weights.Values.copy_(_best);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _weights.Dispose();
        _best.Dispose();
    }

    private void RunEpoch()
    {
        IReadOnlyList<StepRows> steps = _sampler.Epoch(State.Epoch);
        while (State.StepInEpoch < steps.Count)
        {
            StopWhereAsked();
            StepRecord record = Guarded(() => TakeStep(steps[State.StepInEpoch]));
            State = State.After(record);
            _log?.Add(record);
            _plan.Run.Progress?.Invoke(new TrainingProgress(_schedule.Steps, record, null));
            if (State.Step % _plan.Run.CheckpointSteps == 0 && State.StepInEpoch < steps.Count)
            {
                Save();
            }
        }

        StopWhereAsked();
        EpochRecord epoch = Guarded(() => Validate(State.EpochLoss / steps.Count));
        Finish(epoch);
    }

    private void Finish(EpochRecord epoch)
    {
        if (State.IsBetter(epoch))
        {
            _best.copy_(_weights.Values);
        }

        State = State.After(epoch);
        _log?.Add(epoch);
        Save();
        _plan.Run.Progress?.Invoke(new TrainingProgress(_schedule.Steps, null, epoch));
    }

    private void StopWhereAsked()
    {
        if (_plan.Run.Cancellation.IsCancellationRequested)
        {
            Save();
            throw new OperationCanceledException(_plan.Run.Cancellation);
        }
    }

    /// <summary>Rows first, then the checkpoint that counts them.</summary>
    private void Save()
    {
        _log?.Flush();
        _checkpoints?.Write(State, Blocks);
    }

    /// <summary>Does what may run out of memory, or be stopped. Nothing of it has changed weights or state when it is, so what stands can be kept.</summary>
    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException)
        {
            Save();
            throw;
        }
        catch (Exception failure) when (OutOfMemory.Is(failure))
        {
            _weights.Gradients.zero_();
            Save();
            throw OutOfMemory.Refusal(_plan.Options, Enumerable.Range(0, _data.Rows.Count).Max(_batcher.LengthOf), _plan.Run.Folder);
        }
    }

    private StepRecord TakeStep(StepRows step)
    {
        _plan.Run.BeforeStep?.Invoke(State.Step);
        double weight = step.Rows.Sum(row => (double)_data.Rows.Weights[_data.Split.Training[row]]);
        double classLoss = 0, wordLoss = 0;
        foreach ((int batch, int[] rows) in step.Batches.Index())
        {
            (double ofClass, double ofWord) = Accumulate(rows, batch, weight > 0 ? weight : 1);
            classLoss += ofClass;
            wordLoss += ofWord;
        }

        double norm = _weights.Clip(GreatestNorm);
        double loss = (_plan.Options.ClassLoss * classLoss) + (_plan.Options.WordLoss * wordLoss);
        ThrowUnlessFinite(loss, norm);
        double rate = _schedule[State.Step];
        _optimiser.Step(rate);
        StepLeftovers.Free(State.Step);
        return new StepRecord(State.Step + 1, State.Epoch + 1, loss, classLoss, wordLoss, rate, norm);
    }

    /// <summary>Adds the gradients of one batch, and gives its share of the step's two losses.</summary>
    private (double Class, double Word) Accumulate(int[] places, int index, double weight)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] rows = [.. places.Select(place => _data.Split.Training[place])];
        RowChannels[] channels = [.. rows.Select(row =>
            _modalities.Draw(State.Epoch, row, RowStates.HasSound(_data.Rows, row), RowStates.HasWords(_data.Rows, row)))];
        JointBatch batch = _batcher.Create(rows, channels, withNames: _plan.Options.WordLoss > 0, _device);
        JointForward forward = _model.Forward(batch, _plan.Seed.For("dropout", State.Step).For("batch", index));
        JointLoss loss = JointLoss.Of(_model, forward, batch, weight);
        forward.Backward(loss.Weighted(_plan.Options));
        return (loss.Class.item<float>(), loss.Word.item<float>());
    }

    private EpochRecord Validate(double trainingLoss)
    {
        if (_data.Split.Validation.Count == 0)
        {
            return new EpochRecord(State.Epoch + 1, trainingLoss, null, null);
        }

        BatchedRows read = BatchedRows.Read(_model, _batcher, _data.Split.Validation, _plan.Options.Batch, _plan.Run.Cancellation);
        int[] truth = [.. _data.Split.Validation.Select(row => _data.Rows.Labels[row])];
        double[][] posteriors = [.. read.Scores.Chunk(_plan.Labels.Count).Select(scores => BatchedRows.Probabilities(scores))];
        int[] predicted = [.. posteriors.Select(row => row.Index().MaxBy(pair => pair.Item).Index)];
        double loss = -posteriors.Zip(truth, (row, label) => Math.Log(Math.Max(row[label], double.Epsilon))).Average();
        return new EpochRecord(State.Epoch + 1, trainingLoss, loss, Metrics.Of(Metric.Waf, truth, predicted, _plan.Labels.Count));
    }

    private void ThrowUnlessFinite(double loss, double norm)
    {
        if (double.IsFinite(loss) && double.IsFinite(norm))
        {
            return;
        }

        _weights.Gradients.zero_();
        Save();
        throw new InvalidInputException("audioText.learningRate", FormattableString.Invariant(
            $"is {_plan.Options.HighestRate}; in step {State.Step + 1} the loss is {loss} and the gradients' norm {norm}: lower it, or lengthen the warm-up (audioText.warmUp, now {_plan.Options.WarmUp})"));
    }
}

/// <summary>How one training is carried out.</summary>
/// <param name="Labels">The classes.</param>
/// <param name="Options">The joint model, and how it is trained.</param>
/// <param name="Seed">The seed of everything random.</param>
/// <param name="Run">Where, and whom it tells.</param>
/// <param name="Fingerprint">What it is a training of.</param>
internal sealed record TrainingPlan(
    LabelSet Labels, AudioTextOptions Options, NamedSeed Seed, TrainingRun Run, IReadOnlyDictionary<string, string> Fingerprint);
