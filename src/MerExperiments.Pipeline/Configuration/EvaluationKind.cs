namespace MerExperiments.Pipeline.Configuration;

/// <summary>Which data the final numbers come from. It chooses nothing.</summary>
public enum EvaluationKind
{
    /// <summary>The corpus's test part.</summary>
    TestPart,

    /// <summary>Each utterance once, as part of an outer fold that its whole flow never saw.</summary>
    OuterFolds,
}
