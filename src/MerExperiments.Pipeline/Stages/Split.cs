using MerExperiments.Corpora;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Which utterances train, which are mined and which are scored at the end, in one outer fold of one condition.</summary>
public sealed record Split
{
    /// <summary>The outer fold, 0 or more; 0 where the corpus has a test part.</summary>
    public required int OuterFold { get; init; }

    /// <summary>What the utterances are kept apart by, for reports: <see cref="Corpus.GroupWord"/>.</summary>
    public string GroupWord { get; init; } = "speaker";

    /// <summary>Human-labelled utterances: they are split into folds, train and validate.</summary>
    public required IReadOnlyList<Utterance> Labelled { get; init; }

    /// <summary>Utterances without a label; empty where there is no pool.</summary>
    public required IReadOnlyList<Utterance> Pool { get; init; }

    /// <summary>Human-labelled utterances that choose nothing.</summary>
    public required IReadOnlyList<Utterance> Test { get; init; }

    /// <summary>The true labels of pool utterances, for judging the mining only; empty where they are not known.</summary>
    public required IReadOnlyDictionary<string, string> PoolTruth { get; init; }

    /// <summary>The folds of the labelled part.</summary>
    public required FoldPlan Folds { get; init; }
}
