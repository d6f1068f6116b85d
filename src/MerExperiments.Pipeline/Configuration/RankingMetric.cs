namespace MerExperiments.Pipeline.Configuration;

/// <summary>The score that ranks trials, ensembles and mining iterations.</summary>
public enum RankingMetric
{
    /// <summary>Weighted average F1.</summary>
    Waf,

    /// <summary>Unweighted average recall.</summary>
    Uar,

    /// <summary>The share predicted right.</summary>
    Accuracy,
}
