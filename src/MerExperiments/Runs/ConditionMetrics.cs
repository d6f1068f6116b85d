using MerExperiments.Evaluation;

namespace MerExperiments.Runs;

/// <summary>The scores of one condition: the whole flow under one choice of what is labelled and what is pool.</summary>
public sealed record ConditionMetrics
{
    /// <summary>The condition's name, e.g. <c>main</c> or <c>pool-40</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The share of the training utterances whose labels were hidden and treated as pool, 0 where the corpus has its own pool.</summary>
    public required double PoolFraction { get; init; }

    /// <summary>The encoder that late fusion never saw; null where it saw all.</summary>
    public string? Without { get; init; }

    /// <summary>What sound trained and what sound was tested; null where the run compares none.</summary>
    public ConditionSound? Sound { get; init; }

    /// <summary>How many utterances were labelled, pool and test (summed over outer folds where there are several).</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>The number of outer folds; 1 where the corpus has a test part.</summary>
    public required int OuterFolds { get; init; }

    /// <summary>The mining iteration chosen on out-of-fold scores, one per outer fold; 0 means before mining.</summary>
    public required IReadOnlyList<int> ChosenIterations { get; init; }

    /// <summary>The final ensemble on the test part.</summary>
    public required ScoredSet Test { get; init; }

    /// <summary>Each single modality's best trial, chosen on out-of-fold scores, on the test part.</summary>
    public required IReadOnlyList<SingleModalityMetrics> SingleModalities { get; init; }

    /// <summary>The light baseline; null where none was asked for, and in runs of versions that had none.</summary>
    public LightBaselineMetrics? LightBaseline { get; init; }

    /// <summary>The class that most labelled utterances have, said of every test utterance; null in runs of versions that did not score it.</summary>
    public ScoredSet? MajorityClass { get; init; }

    /// <summary>The metrics per mining iteration, from 0 (before mining): the paper's Figure 5.</summary>
    public required IReadOnlyList<IterationMetrics> Iterations { get; init; }

    /// <summary>Paired tests on the test part; each mining iteration's test against the one before is among them.</summary>
    public required IReadOnlyList<PairedComparison> Comparisons { get; init; }
}

/// <summary>The sound of a condition.</summary>
/// <param name="Training">What the labelled part and the pool were heard in.</param>
/// <param name="Test">What the test part was heard in.</param>
public sealed record ConditionSound(TreatedSound Training, TreatedSound Test);

/// <summary>What was done to sound; all null means clean sound.</summary>
public sealed record TreatedSound
{
    /// <summary>The noise mixed in, e.g. <c>babble</c>; null for none.</summary>
    public string? Noise { get; init; }

    /// <summary>The lowest signal-to-noise ratio drawn, in decibels; null without noise.</summary>
    public int? LowDb { get; init; }

    /// <summary>The highest signal-to-noise ratio drawn, in decibels; null without noise.</summary>
    public int? HighDb { get; init; }

    /// <summary>The denoiser that ran over it; null for none.</summary>
    public string? Denoiser { get; init; }
}
