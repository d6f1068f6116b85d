using System.Globalization;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Evaluation;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.FineTuning;

/// <summary>Trains and scores the joint model of an experiment: what <c>mer finetune</c> calls.</summary>
/// <param name="toolkit">What experiments can be made of.</param>
/// <param name="workspace">Where everything lies.</param>
public sealed class FineTuner(Toolkit toolkit, Workspace workspace) : IFineTuner
{
    /// <inheritdoc/>
    public FineTuningResult FineTune(ExperimentConfiguration configuration, FineTuningRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        InvalidInputException.ThrowIfAny([.. Faults(configuration, request)]);
        try
        {
            using IDisposable? used = WorkspaceCache.Use(workspace, cancellation);
            OpenedExperiment opened = OpenedExperiment.Open(toolkit, workspace, configuration, ExperimentUse.FineTune, progress, cancellation);
            AudioTextModels models = opened.AudioText.Models;
            IReadOnlyList<JointInput> inputs = Read(opened, request, progress, cancellation);
            return request.Output is { } output
                ? OnAllRows(opened, inputs[0], new JointRun(request.Workers, progress, "", cancellation), output)
                : new FoldTraining(models, inputs, new NamedSeed((ulong)configuration.Seed)).Run(request.Fold - 1, new JointRun(request.Workers, progress, "", cancellation));
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("interrupted; checkpoints are kept", request.Command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{e.Message.TrimEnd('.')}; what was trained is kept. Once that is mended, go on with: {request.Command}", e);
        }
    }

    private static IEnumerable<Fault> Faults(ExperimentConfiguration configuration, FineTuningRequest request)
    {
        if (configuration.JointModel is null)
        {
            yield return new Fault("audioText", $"{configuration.Experiment} has no joint model to train; give it one, such as --set audioText.model=tiny");
        }

        if (request.Fold is { } fold && (fold < 1 || fold > configuration.Folds))
        {
            yield return new Fault("--fold", string.Create(CultureInfo.InvariantCulture, $"is {fold}; it must be 1 to {configuration.Folds}, the experiment's folds"));
        }

        if (request is { Fold: not null, Output: not null })
        {
            yield return new Fault("--output", "is given beside --fold; --output trains one model on all labelled utterances, so leave one of the two out");
        }

        if (request.Output is { } file && File.Exists(file))
        {
            yield return new Fault("--output", $"is {file}, which is a file; name a new folder");
        }

        if (request.Output is { } wanted && !File.Exists(wanted) && WhyNotWritable(wanted) is { } reason)
        {
            yield return new Fault("--output", $"is {wanted}, where nothing can be written ({reason}); name another folder");
        }

        if (request.Output is { } output && Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
        {
            yield return new Fault("--output", $"is {output}, which is not empty; name a new folder");
        }
    }

    /// <summary>Tried before hours of training: a folder is made in the nearest one that exists, and taken away again.</summary>
    private static string? WhyNotWritable(string output)
    {
        string folder = output;
        for (; !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)!)
        {
            if (File.Exists(folder))
            {
                return $"{folder} is a file";
            }
        }

        try
        {
            string tried = Path.Combine(folder, $".try-{Guid.NewGuid():N}");
            Directory.CreateDirectory(tried);
            Directory.Delete(tried);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    /// <summary>The splits of the first condition, with what the model hears and reads; no other encoder is run.</summary>
    private static IReadOnlyList<JointInput> Read(OpenedExperiment opened, FineTuningRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        Condition condition = opened.Conditions[0];
        var wanted = new FeatureRequest(opened.Corpus, [condition], request.Workers, progress);
        CorpusFeatures features = CorpusFeatures.Create(wanted, opened.Preparation, opened.Encoding, cancellation);
        return [.. condition.Splits.Select(split => new JointInput(split, opened.Corpus.Labels, features[condition.Sound.Training], features[condition.Sound.Test]))];
    }

    /// <summary>One model for use elsewhere: with outer folds all parts are labelled, and all of them train it.</summary>
    private static FineTuningResult OnAllRows(OpenedExperiment opened, JointInput input, JointRun run, string output)
    {
        bool hasTestPart = input.Split.Test.Any(u => u.Part == UtterancePart.Test);
        Utterance[] labelled = [.. input.Training.Corpus.Of(UtterancePart.Labelled).Where(u => u.Label is not null)];
        JointInput all = input with { Split = input.Split with { Labelled = hasTestPart ? input.Split.Labelled : labelled } };
        FineTunedModel model = opened.AudioText.Models.Train(all.Joint, run).CopyTo(output);
        FeatureDescriber.WriteJoint(opened, output);
        return new FineTuningResult { Models = [model] };
    }
}

/// <summary>Trains the joint model of an experiment by itself, without late fusion.</summary>
public interface IFineTuner
{
    /// <summary>Trains a model per fold (or what the request asks for), and scores the class heads on human labels. A run of the same experiment finds what is
    /// trained here, and the other way round.</summary>
    /// <exception cref="InvalidInputException">The experiment has no joint model, or its model, corpus or encoder is refused; all faults at once.</exception>
    /// <exception cref="StoppedException">Cancellation was asked for; checkpoints are kept.</exception>
    FineTuningResult FineTune(ExperimentConfiguration configuration, FineTuningRequest request, IRunProgress progress, CancellationToken cancellation);
}

/// <summary>What is to be trained, and how.</summary>
public sealed record FineTuningRequest
{
    /// <summary>The command line that asked for it, which also goes on with it after a stop.</summary>
    public required string Command { get; init; }

    /// <summary>Folds trained side by side, 1 or more; it changes no result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The one fold to train, from 1; null for all.</summary>
    public int? Fold { get; init; }

    /// <summary>The absolute path of a folder for one model trained on all labelled utterances, in place of the folds'; null for none.</summary>
    public string? Output { get; init; }
}

/// <summary>What fine-tuning left.</summary>
public sealed record FineTuningResult
{
    /// <summary>The models, in the order of outer folds and folds.</summary>
    public required IReadOnlyList<FineTunedModel> Models { get; init; }

    /// <summary>The class heads on the labelled part (or the one fold's rows), each row by the model that did not train on it; null for one model on all rows.</summary>
    public ScoredSet? OutOfFold { get; init; }

    /// <summary>The mean of the class heads on the test part (or the one fold's head); null for one model on all rows.</summary>
    public ScoredSet? Test { get; init; }
}
