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
        var encoding = new EncodingStage(workspace, configuration);
        var preparation = new PreparationStage(workspace, configuration, encoding.Modalities);
        var space = new HeadSearchSpace(configuration);
        var audioText = new AudioTextStage(workspace, configuration);
        Corpus corpus = new CorpusStage(workspace, progress).Open(configuration, cancellation);
        IReadOnlyList<Condition> conditions = [];
        Check(
            () => RequireSpeakers(configuration, corpus),
            () => encoding.RequireMedia(corpus),
            () => preparation.Require(corpus),
            () => conditions = SplitPlan.Create(corpus, configuration, seed));

        using RunSession session = RunSession.Open(workspace, configuration, request, corpus, time);
        try
        {
            progress.Say($"run {session.Run.RunId} in {Path.GetRelativePath(workspace.Root, session.Run.Path)}");
            if (session.IsFinished)
            {
                progress.Say($"it was finished before; nothing is computed again");
            }
            else
            {
                var context = new RunContext(configuration, request.Workers, space, seed, session, progress, time);
                FeatureVersions features = FeatureVersions.Create(new FeatureRequest(corpus, conditions, request.Workers, progress), preparation, encoding, cancellation);
                session.Keep(features.Folders, features.Quarantined);
                Compute(context, corpus, conditions, new FlowInputs(context, corpus.Labels, features, audioText), cancellation);
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
        RunContext context, Corpus corpus, IReadOnlyList<Condition> conditions, FlowInputs inputs, CancellationToken cancellation)
    {
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

        PredictionFile.Write(run.Predictions, outcomes);
        PredictionFile.WriteTestLabels(run.TestLabels, outcomes);
        ModelStage.Write(context, outcomes, split => FolderOf(run, conditions, conditions[0], split));
        RunJson.Write(run.Metrics, RunScores.Of(context.Configuration, corpus.Labels, scores, conditions));
        context.Session.Finish();
    }

    /// <summary>What sound a condition trains and tests on; null where the run compares none.</summary>
    private static ConditionSound? SoundOf(PrepareSection prepare, SoundCondition sound) =>
        sound.IsAsPrepared ? null : new ConditionSound(SoundOf(prepare, sound.Training), SoundOf(prepare, sound.Test));

    private static TreatedSound SoundOf(PrepareSection prepare, SoundTreatment treatment) => new()
    {
        Noise = treatment.Noisy ? Key.NameOf(prepare.Noise.Kind) : null,
        LowDb = treatment.Noisy ? prepare.Noise.LowDb : null,
        HighDb = treatment.Noisy ? prepare.Noise.HighDb : null,
        Denoiser = treatment.Denoised ? prepare.Denoise : null,
    };

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
        RunContext context, FlowInputs inputs, IReadOnlyList<Condition> conditions, Condition condition, Split split, CancellationToken cancellation)
    {
        bool isOnly = conditions.Count == 1 && condition.Splits.Count == 1;
        string prefix = isOnly ? "" : $"{condition.Name} {split.OuterFold + 1}/{condition.Splits.Count}, ";
        return new Flow(
            context with { Space = new HeadSearchSpace(context.Configuration, condition.EncodersOf(context.Configuration)) },
            inputs.Of(condition, split, prefix, cancellation),
            FolderOf(context.Session.Run, conditions, condition, split),
            prefix);
    }

    private static Func<int, string> FolderOf(RunFolder run, IReadOnlyList<Condition> conditions, Condition condition, Split split) =>
        conditions.Count == 1 && condition.Splits.Count == 1 ? k => run.Iteration(k) : k => run.Iteration(k, condition.Name, split.OuterFold);
}
