namespace MerExperiments.Evaluation;

/// <summary>Predictions with the name by which a comparison calls them.</summary>
/// <param name="Name">The name, e.g. <c>iteration 1</c>.</param>
/// <param name="Predicted">The predicted class index of every row.</param>
public sealed record NamedPredictions(string Name, int[] Predicted);
