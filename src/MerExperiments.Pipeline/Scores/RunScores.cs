using MerExperiments.AudioText;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Scores;

/// <summary>Puts the conditions' scores into <c>metrics.json</c>, with the facts of how they came about. Reporting puts them into words.</summary>
internal static class RunScores
{
    /// <summary>Everything that <c>metrics.json</c> holds.</summary>
    public static RunMetrics Of(ExperimentConfiguration configuration, LabelSet labels, IReadOnlyList<ConditionMetrics> scores, IReadOnlyList<Condition> conditions) => new()
    {
        Experiment = configuration.Experiment,
        Question = configuration.Question,
        Metric = configuration.Metric,
        Labels = labels.Names,
        Protocol = ProtocolOf(configuration, [.. conditions.SelectMany(condition => condition.Splits)]),
        Conditions = scores,
    };

    private static RunProtocol ProtocolOf(ExperimentConfiguration configuration, IReadOnlyList<Split> splits)
    {
        bool hasTestPart = configuration.Evaluation.Kind == EvaluationKind.TestPart;
        (int Test, int? Shared)? groups = hasTestPart ? GroupsOf(splits[0]) : null;
        return new RunProtocol
        {
            Folds = configuration.Folds,
            Group = splits[0].GroupWord,
            GroupsApart = splits.All(split => split.Folds.GroupedBySpeaker),
            OuterFolds = hasTestPart ? null : configuration.Evaluation.OuterFolds,
            TestGroups = groups?.Test,
            SharedGroups = groups?.Shared,
            NormalisedPerSpeaker = configuration.Normalise == Normalisation.Speaker,
            Babble = configuration.Prepare.HasNoise,
            JointModel = configuration.JointModel?.Feature switch
            {
                null => null,
                JointFeature.HiddenState => FusedJointFeature.HiddenStates,
                _ => FusedJointFeature.Posteriors,
            },
        };
    }

    private static (int Test, int? Shared) GroupsOf(Split split)
    {
        HashSet<string> training = [.. split.Labelled.Select(u => u.Speaker).OfType<string>()];
        string[] test = [.. split.Test.Select(u => u.Speaker).OfType<string>().Distinct()];
        int shared = test.Count(training.Contains);
        return (test.Length, shared == 0 && split.Labelled.Any(u => u.Speaker is null) ? null : shared);
    }
}
