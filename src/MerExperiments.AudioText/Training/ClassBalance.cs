namespace MerExperiments.AudioText.Training;

/// <summary>What is done about classes of different size.</summary>
public enum ClassBalance
{
    /// <summary>Nothing: each row counts by its own weight.</summary>
    None,

    /// <summary>A row's loss is weighted by the rows per class on average over the rows of its class.</summary>
    Weights,

    /// <summary>Each epoch draws as many rows of each class, with replacement where a class has fewer.</summary>
    Sampling,
}
