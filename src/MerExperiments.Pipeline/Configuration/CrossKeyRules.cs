using MerExperiments.AudioText;

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
            .Concat(CheckPrepare(SectionOf(experiment, "prepare"), configuration))
            .Concat(CheckConditions(SectionOf(experiment, "evaluation"), configuration))
            .Concat(CheckWithout(SectionOf(experiment, "evaluation"), configuration.Evaluation))
            .Concat(CheckAudioText(SectionOf(experiment, "audioText"), configuration.AudioText))
            .Where(fault => !refused.Any(path => fault.Problem.StartsWith($"{path} ", StringComparison.Ordinal)));
    }

    private static IEnumerable<Fault> CheckCorpus(Setting section, CorpusSection corpus)
    {
        if (corpus.Kind == CorpusKind.Manifest && corpus.Manifest is null)
        {
            yield return section.FaultOf("manifest", "is missing; a corpus of kind manifest needs the CSV that lists its clips");
        }

        if (corpus.Kind is CorpusKind.Mer2024 or CorpusKind.Emodb or CorpusKind.Meld && corpus.Root is null)
        {
            yield return section.FaultOf("root", $"is missing; a corpus of kind {Key.NameOf(corpus.Kind)} needs the folder it lies in");
        }
    }

    private static IEnumerable<Fault> CheckEvaluation(
        Setting experiment, ExperimentConfiguration configuration, IReadOnlySet<string> refused)
    {
        EvaluationSection evaluation = configuration.Evaluation;
        Setting section = SectionOf(experiment, "evaluation");
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

    private static IEnumerable<Fault> CheckPrepare(Setting section, ExperimentConfiguration configuration)
    {
        PrepareSection prepare = configuration.Prepare;
        if (prepare.Noise is { Kind: NoiseKind.Babble } noise && noise.LowDb > noise.HighDb)
        {
            yield return section.FaultOf("noise.lowDb", $"is {noise.LowDb}, above noise.highDb, which is {noise.HighDb}; it must be that or less");
        }

        if (prepare.Transcripts == TranscriptOrigin.Corpus && (prepare.Transcriber != KnownNames.None || prepare.Recognised is not null))
        {
            yield return section.FaultOf("transcripts", "is corpus, which would leave the recognised transcripts unused; set it to merged");
        }
    }

    private static IEnumerable<Fault> CheckConditions(Setting section, ExperimentConfiguration configuration)
    {
        if (configuration.Evaluation.Conditions is not { } conditions)
        {
            yield break;
        }

        if (configuration.Prepare.Noise.Kind == NoiseKind.None)
        {
            yield return section.FaultOf("conditions", $"is [{conditions}], but prepare.noise.kind is none; conditions differ in noise, so it must name one");
        }

        if (conditions.FirstOrDefault(name => name.EndsWith("denoised", StringComparison.Ordinal)) is { } denoised && configuration.Prepare.Denoise == KnownNames.None)
        {
            yield return section.FaultOf("conditions", $"holds {denoised}, but prepare.denoise is none; it must name a denoiser");
        }

        if (configuration.Evaluation.PoolFractions is not [0])
        {
            yield return section.FaultOf("conditions", "is set beside poolFractions; conditions differ in one thing only, so leave one of the two out");
        }
    }

    private static IEnumerable<Fault> CheckWithout(Setting section, EvaluationSection evaluation)
    {
        if (evaluation is { Without: not null, Conditions: not null })
        {
            yield return section.FaultOf("without", "is set beside conditions; conditions differ in one thing only, so leave one of the two out");
        }

        if (evaluation.Without is not null && evaluation.PoolFractions is not [0])
        {
            yield return section.FaultOf("without", "is set beside poolFractions; conditions differ in one thing only, so leave one of the two out");
        }
    }

    private static IEnumerable<Fault> CheckAudioText(Setting section, AudioTextOptions? joint) =>
        joint?.Contradictions().Select(fault => section.FaultOf(fault.Place, fault.Problem)) ?? [];

    private static Setting SectionOf(Setting experiment, string name) => experiment[name] is { Children: not null } given
        ? given
        : new Setting(experiment.File, experiment.PathOf(name), default, []);
}
