using System.Collections.Immutable;
using MerExperiments.Features;

namespace MerExperiments.AudioText.Training;

/// <summary>What a fitted joint model says of rows. All lists are aligned by position.</summary>
/// <remarks>Immutable by convention: the arrays are not copied.</remarks>
public sealed record JointEncoding
{
    /// <summary>The AudioText feature, row-major [rows, <see cref="FeatureSize"/>]; NaN in every value of a row that has neither sound nor words.</summary>
    public required float[] Features { get; init; }

    /// <summary>Class probabilities, row-major [rows, <see cref="Classes"/>], each row summing to 1. A row that has neither sound nor words has the shares of the
    /// classes among the training rows.</summary>
    public required float[] Posteriors { get; init; }

    /// <summary>Present, or why there is neither sound nor words.</summary>
    public required ImmutableArray<FeatureState> States { get; init; }

    /// <summary>Values per feature.</summary>
    public required int FeatureSize { get; init; }

    /// <summary>The number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>The number of rows.</summary>
    public int Count => States.Length;
}
