namespace MerExperiments.Pipeline.Configuration;

/// <summary>Which encoders' features a trial uses.</summary>
public enum FeatureChoice
{
    /// <summary>The sweep may leave encoders out.</summary>
    Subset,

    /// <summary>Every trial uses all.</summary>
    All,
}
