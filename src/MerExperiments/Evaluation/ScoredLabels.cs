namespace MerExperiments.Evaluation;

/// <summary>Which labels predictions were scored on. Pseudo-labels are never among them.</summary>
public enum ScoredLabels
{
    /// <summary>Human labels of the test part, which chose nothing.</summary>
    HumanLabelsOfTestPart,

    /// <summary>Human labels of the labelled part, each scored by models that did not train on it (of all outer folds together where there are several).</summary>
    HumanLabelsOutOfFold,
}
