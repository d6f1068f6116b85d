using MerExperiments.Features;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Features and posteriors of the rows of a split, none of them from a model that trained on the row.</summary>
public sealed record CrossFitted
{
    /// <summary>The encoder's name of the joint model's features, in tables, sweeps and reports.</summary>
    public const string EncoderName = "audio-text";

    /// <summary>The features: the labelled rows, then those of each further list. A row with neither sound nor words is NaN, with the state that says why.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>The class head's posteriors of the labelled rows, each by the model that did not train on it.</summary>
    public required Posteriors OutOfFold { get; init; }

    /// <summary>The class head's posteriors of each further list: the mean of all folds' models.</summary>
    public required IReadOnlyList<Posteriors> Others { get; init; }
}
