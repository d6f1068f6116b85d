namespace MerExperiments.Pipeline.JointModels;

/// <summary>One trained model.</summary>
/// <param name="Name">What it is, e.g. <c>fold 2/5</c>.</param>
/// <param name="Rows">How many utterances it was given to learn from, those that chose its epoch among them.</param>
/// <param name="Folder">The absolute path of the folder it lies in.</param>
/// <param name="Epochs">What each epoch came to.</param>
public sealed record FineTunedModel(string Name, int Rows, string Folder, IReadOnlyList<EpochScore> Epochs);
