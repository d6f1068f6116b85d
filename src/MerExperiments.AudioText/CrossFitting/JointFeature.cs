namespace MerExperiments.AudioText.CrossFitting;

/// <summary>What of the joint model becomes the AudioText feature that late fusion reads.</summary>
public enum JointFeature
{
    /// <summary>The pooled hidden state, H values, turned into the coordinates of the first fold's model (<see cref="FoldAlignment"/>).</summary>
    HiddenState,

    /// <summary>The logarithms of the class head's posteriors, a value for each class, at least -14: they mean the same in every fold's model, and are few. For
    /// corpora of some hundred rows.</summary>
    LogPosteriors,
}
