using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Loop;
using MerExperiments.Pipeline.Run;
using MerExperiments.Pipeline.Scores;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Reporting;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>Composes the stages into a run: clips, features, sweeps, ensembles, mining iterations, scores, model and report.</summary>
/// <remarks>Read <see cref="Compute"/> top to bottom: it is the flow. All input is checked before a run folder exists.</remarks>
/// <param name="toolkit">What experiments can be made of.</param>
/// <param name="workspace">Where everything lies.</param>
/// <param name="time">The clock, for provenance and informative timings only.</param>
public sealed class ExperimentRunner(Toolkit toolkit, Workspace workspace, TimeProvider time) : IExperimentRunner
{
    /// <inheritdoc/>
    public RunFolder Run(ExperimentConfiguration configuration, RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        OpenedExperiment opened = OpenedExperiment.Open(toolkit, workspace, configuration, ExperimentUse.Run, progress, cancellation);
        using IDisposable? used = WorkspaceCache.Use(workspace, cancellation);
        using RunSession session = RunSession.Open(workspace, configuration, request, opened.Corpus, time);
        try
        {
            if (session.ContinuedFrom is { } before)
            {
                progress.Say($"this run was begun by {before.Toolkit} with {before.Program} on {before.Runtime}, {before.Platform}; what is computed from here on may differ from what that would have computed");
            }

            progress.Say($"run {session.Run.RunId} in {Path.GetRelativePath(workspace.Root, session.Run.Path)}");
            if (session.IsFinished)
            {
                progress.Say("it was finished before; nothing is computed again");
            }
            else
            {
                var context = new RunContext(toolkit, configuration, request.Workers, new HeadSearchSpace(toolkit, configuration), opened.Seed, session, progress, time);
                CorpusFeatures features = CorpusFeatures.Create(
                    new FeatureRequest(opened.Corpus, opened.Conditions, request.Workers, progress), opened.Preparation, opened.Encoding, cancellation);
                session.Keep(features.Folders, features.Prepared, features.Quarantined);
                session.KeepConditions(opened.Conditions.Select(condition => condition.Name));
                Compute(context, opened, new SplitInputs(context, opened.Corpus.Labels, features, opened.AudioText), cancellation);
            }

            Tidy(session.Run);
            return session.Run;
        }
        catch (OperationCanceledException)
        {
            throw session.Stop("interrupted");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw session.Fail(e);
        }
        catch (Exception e) when (e is not RunStoppedException)
        {
            session.Note(e.Message);
            throw;
        }
    }

    private static void Compute(RunContext context, OpenedExperiment opened, SplitInputs inputs, CancellationToken cancellation)
    {
        IReadOnlyList<Condition> conditions = opened.Conditions;
        RunFolder run = context.Session.Run;
        var outcomes = new List<FlowOutcome>();
        var scores = new List<ConditionMetrics>();
        ConditionScores? first = null;
        foreach (Condition condition in conditions)
        {
            FlowOutcome[] flows = [.. condition.Splits.Select(split => FlowOf(context, inputs, conditions, condition, split, cancellation).Run(cancellation))];
            var conditionScores = new ConditionScores(condition, flows, context.Configuration.Metric, context.Seed.For("scores"));
            scores.Add(conditionScores.Score(SoundOf(context.Configuration.Prepare, condition.Sound), first));
            first ??= conditionScores;
            if (condition == conditions[0])
            {
                outcomes.AddRange(flows);
            }
        }

        context.Tell(CheckedFile.DamageOf(run.Predictions), "it is written again");
        context.Tell(CheckedFile.DamageOf(run.TestLabels), "it is written again");
        context.Tell(CheckedFile.DamageOf(run.Metrics), "it is put together again");
        PredictionFile.Write(run.Predictions, outcomes);
        PredictionFile.WriteTestLabels(run.TestLabels, outcomes);
        ModelStage.Write(context, outcomes, split => FolderOf(run, conditions, conditions[0], split), inputs.Describer(opened, cancellation), cancellation);
        RunJson.Write(run.Metrics, RunScores.Of(context.Configuration, opened.Corpus.Labels, scores, conditions));
        File.Delete(run.Report); // one that was asked for before says that the run is not finished
        context.Session.Finish();
    }

    /// <summary>What sound a condition trains and tests on; null where the run compares none.</summary>
    private static ConditionSound? SoundOf(PrepareOptions prepare, SoundCondition sound) =>
        sound.IsAsPrepared ? null : new ConditionSound(SoundOf(prepare, sound.Training), SoundOf(prepare, sound.Test));

    private static TreatedSound SoundOf(PrepareOptions prepare, SoundTreatment treatment) => new()
    {
        Noise = treatment.Noisy ? prepare.Noise.Kind : null,
        LowDb = treatment.Noisy ? prepare.Babble.LowDb : null,
        HighDb = treatment.Noisy ? prepare.Babble.HighDb : null,
        Denoiser = treatment.Denoised ? prepare.Denoise : null,
    };

    /// <summary>What is left to do for a finished run; a run that was killed here does it when it is resumed.</summary>
    private void Tidy(RunFolder run)
    {
        if (!File.Exists(run.Report))
        {
            RunReport.Write(run, run.Report, toolkit.ReportSections);
        }

        FoldFitStore.DropModelsBelow(run.Path);
    }

    private static Flow FlowOf(
        RunContext context, SplitInputs inputs, IReadOnlyList<Condition> conditions, Condition condition, Split split, CancellationToken cancellation)
    {
        bool isOnly = conditions.Count == 1 && condition.Splits.Count == 1;
        string prefix = isOnly ? "" : $"{condition.Name} {split.OuterFold + 1}/{condition.Splits.Count}, ";
        return new Flow(
            context with { Space = new HeadSearchSpace(context.Toolkit, context.Configuration, condition.EncodersOf(context.Configuration)) },
            inputs.Of(condition, split, prefix, cancellation),
            FolderOf(context.Session.Run, conditions, condition, split),
            prefix);
    }

    private static Func<int, string> FolderOf(RunFolder run, IReadOnlyList<Condition> conditions, Condition condition, Split split) =>
        conditions.Count == 1 && condition.Splits.Count == 1 ? k => run.Iteration(k) : k => run.Iteration(k, condition.Name, split.OuterFold);
}

/// <summary>Executes an experiment: from clips to a finished run folder.</summary>
public interface IExperimentRunner
{
    /// <summary>Runs or resumes, and returns the finished run.</summary>
    /// <exception cref="InvalidInputException">The corpus or its files were refused.</exception>
    /// <exception cref="RunStoppedException">Cancellation was asked for; the run can be resumed.</exception>
    RunFolder Run(ExperimentConfiguration configuration, RunRequest request, IRunProgress progress, CancellationToken cancellation);
}

/// <summary>How an experiment is to be executed: what does not change its results.</summary>
public sealed record RunRequest
{
    /// <summary>The command line that asked for it, for the run's provenance.</summary>
    public required string Command { get; init; }

    /// <summary>Trials computed side by side, 1 or more; by default one per logical processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The run to go on with; null for a new one.</summary>
    public string? ResumeRunId { get; init; }
}

/// <summary>A run ended before it was finished, at a point from which it can go on.</summary>
public sealed class RunStoppedException(RunFolder run, string reason, string howToResume) : StoppedException(reason, howToResume)
{
    /// <summary>What was left.</summary>
    public RunFolder Run { get; } = run;
}
