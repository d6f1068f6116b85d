using MerExperiments.Corpora;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Pipeline.JointModels;
using MerExperiments.Pipeline.Preparation;
using MerExperiments.Pipeline.Stages;
using MerExperiments.Reporting;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline;

/// <summary>Composes the stages into a run: clips, features, sweeps, ensembles, mining iterations, scores, model and report.</summary>
/// <remarks>Read <see cref="Compute"/> top to bottom: it is the flow. All input is checked before a run folder exists.</remarks>
/// <param name="workspace">Where everything lies.</param>
/// <param name="time">The clock, for provenance and informative timings only.</param>
public sealed class ExperimentRunner(Workspace workspace, TimeProvider time) : IExperimentRunner
{
    /// <inheritdoc/>
    public RunFolder Run(ExperimentConfiguration configuration, RunRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var seed = new NamedSeed((ulong)configuration.Seed);
        var encoding = new EncodingStage(workspace, configuration, progress);
        var preparation = new PreparationStage(workspace, configuration, encoding.Modalities);
        var space = new HeadSearchSpace(configuration);
        var audioText = new AudioTextStage(workspace, configuration);
        Corpus corpus = new CorpusStage(workspace, progress).Open(configuration, cancellation);
        IReadOnlyList<Arm> arms = [];
        Check(
            () => RequireSpeakers(configuration, corpus),
            () => encoding.RequireMedia(corpus),
            () => preparation.Require(corpus),
            () => arms = SplitPlan.Create(corpus, configuration, seed));

        using IDisposable? used = WorkspaceCache.Use(workspace, cancellation);
        using RunSession session = RunSession.Open(workspace, configuration, request, corpus, time);
        try
        {
            if (session.IsFinished)
            {
                progress.Say($"{session.Run.RunId} was finished before; nothing is computed again");
            }
            else
            {
                var context = new RunContext(configuration, request.Workers, space, seed, session, progress, time);
                FeatureVersions features = FeatureVersions.Create(new FeatureRequest(corpus, arms, request.Workers, progress), preparation, encoding, cancellation);
                session.Keep(features.Folders, features.Prepared, features.Quarantined);
                Compute(context, corpus, arms, new FlowInputs(context, corpus.Labels, features, audioText), cancellation);
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

    /// <summary>Runs all checks, and refuses with the faults of all of them.</summary>
    private static void Check(params ReadOnlySpan<Action> checks)
    {
        var faults = new List<Fault>();
        foreach (Action check in checks)
        {
            try
            {
                check();
            }
            catch (InvalidInputException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        InvalidInputException.ThrowIfAny(faults);
    }

    private static void RequireSpeakers(ExperimentConfiguration configuration, Corpus corpus)
    {
        int unknown = corpus.Utterances.Count(u => u.Speaker is null);
        if (configuration.Normalise == Normalisation.Speaker && unknown > 0)
        {
            throw new InvalidInputException(
                "normalise", $"is speaker, but {unknown} of {corpus.Utterances.Count} utterances of {corpus.Name} name no speaker; name them, or set normalise=none");
        }
    }

    private static void Compute(
        RunContext context, Corpus corpus, IReadOnlyList<Arm> arms, FlowInputs inputs, CancellationToken cancellation)
    {
        RunFolder run = context.Session.Run;
        var outcomes = new List<FlowOutcome>();
        var scores = new List<ArmMetrics>();
        ArmScores? first = null;
        foreach (Arm arm in arms)
        {
            FlowOutcome[] flows = [.. arm.Splits.Select(split => FlowOf(context, inputs, arms, arm, split, cancellation).Run(cancellation))];
            var armScores = new ArmScores(arm, flows, context.Configuration.Metric, context.Seed.For("scores"));
            scores.Add(armScores.Score(ConditionOf(context, arm), first));
            first ??= armScores;
            if (arm == arms[0])
            {
                outcomes.AddRange(flows);
            }
        }

        context.Tell(CheckedFile.DamageOf(run.Predictions), "it is written again");
        context.Tell(CheckedFile.DamageOf(run.Metrics), "it is put together again");
        PredictionFile.Write(run.Predictions, outcomes);
        ModelStage.Write(context, outcomes, split => FolderOf(run, arms, arms[0], split), cancellation);
        RunJson.Write(run.Metrics, RunScores.Of(context.Configuration, corpus.Labels, scores, arms));
        context.Session.Finish();
    }

    /// <summary>In what an arm differs from the others, in words; null where the run has no such arms.</summary>
    private static string? ConditionOf(RunContext context, Arm arm) =>
        arm.Without is { } encoder ? $"without {encoder}"
        : context.Configuration.Evaluation.Without is not null ? "with all encoders"
        : arm.Condition.IsAsPrepared ? null : arm.Condition.Describe(context.Configuration.Prepare);

    /// <summary>What is left to do for a finished run; a run that was killed here does it when it is resumed.</summary>
    private static void Tidy(RunFolder run)
    {
        if (!File.Exists(run.Report))
        {
            RunReport.Write(run, run.Report);
        }

        FoldFitStore.DropModelsBelow(run.Path);
    }

    private static Flow FlowOf(
        RunContext context, FlowInputs inputs, IReadOnlyList<Arm> arms, Arm arm, Split split, CancellationToken cancellation)
    {
        bool isOnly = arms.Count == 1 && arm.Splits.Count == 1;
        string prefix = isOnly ? "" : $"{arm.Name} {split.OuterFold + 1}/{arm.Splits.Count}, ";
        return new Flow(
            context with { Space = new HeadSearchSpace(context.Configuration, arm.EncodersOf(context.Configuration)) },
            inputs.Of(arm, split, prefix, cancellation),
            FolderOf(context.Session.Run, arms, arm, split),
            prefix);
    }

    private static Func<int, string> FolderOf(RunFolder run, IReadOnlyList<Arm> arms, Arm arm, Split split) =>
        arms.Count == 1 && arm.Splits.Count == 1 ? k => run.Iteration(k) : k => run.Iteration(k, arm.Name, split.OuterFold);
}
