namespace MerExperiments.Pipeline.Configuration;

/// <summary>The rules that hold between keys of one experiment.</summary>
internal static class CrossKeyRules
{
    /// <param name="experiment">The experiment's settings.</param>
    /// <param name="configuration">What was bound from them.</param>
    /// <param name="refused">The paths of settings refused already; a rule about them would only mislead.</param>
    public static IEnumerable<Fault> Check(Setting experiment, ExperimentConfiguration configuration, IReadOnlySet<string> refused)
    {
        if (experiment["corpus"] is not { Children: not null } corpus || refused.Contains(corpus.PathOf("kind")))
        {
            return [];
        }

        return CheckCorpus(corpus, configuration.Corpus)
            .Concat(CheckEvaluation(experiment, configuration, refused))
            .Where(fault => !refused.Any(path => fault.Problem.StartsWith($"{path} ", StringComparison.Ordinal)));
    }

    private static IEnumerable<Fault> CheckCorpus(Setting section, CorpusSection corpus)
    {
        if (corpus.Kind == CorpusKind.Manifest && corpus.Manifest is null)
        {
            yield return section.FaultOf("manifest", "is missing; a corpus of kind manifest needs the CSV that lists its clips");
        }

        if (corpus.Kind is CorpusKind.Mer2024 or CorpusKind.Emodb && corpus.Root is null)
        {
            yield return section.FaultOf("root", $"is missing; a corpus of kind {Key.NameOf(corpus.Kind)} needs the folder it lies in");
        }
    }

    private static IEnumerable<Fault> CheckEvaluation(
        Setting experiment, ExperimentConfiguration configuration, IReadOnlySet<string> refused)
    {
        EvaluationSection evaluation = configuration.Evaluation;
        Setting section = experiment["evaluation"] is { Children: not null } given
            ? given
            : new Setting(experiment.File, experiment.PathOf("evaluation"), default, []);
        if (evaluation.Kind != EvaluationKind.TestPart || refused.Contains(section.PathOf("kind")))
        {
            yield break;
        }

        if (configuration.Corpus.Kind == CorpusKind.Emodb)
        {
            yield return section.FaultOf("kind", "is test-part; a corpus of kind emodb has no test part, so it must be outer-folds");
        }

        if (evaluation.PoolFractions is not [0])
        {
            yield return section.FaultOf("poolFractions", $"is [{evaluation.PoolFractions}]; other than [0] it needs evaluation.kind to be outer-folds");
        }
    }
}
