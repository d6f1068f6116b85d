namespace MerExperiments.Evaluation;

/// <summary>A number that says how good a set of predictions is; higher is better.</summary>
public enum Metric
{
    /// <summary>Weighted average F1: the sum over classes of (support / n) * F1, F1 = 0 where undefined. It ranks in MER2024.</summary>
    Waf,

    /// <summary>Unweighted average recall: the mean recall of the classes that have support.</summary>
    Uar,

    /// <summary>The share of utterances predicted right.</summary>
    Accuracy,
}
