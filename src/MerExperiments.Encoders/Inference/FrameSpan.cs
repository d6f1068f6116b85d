namespace MerExperiments.Encoders.Inference;

/// <summary>A run of output frames that belong to an utterance; what lies between runs is special tokens, context or padding.</summary>
/// <param name="From">The first, counted from where the row's own values begin.</param>
/// <param name="Count">How many.</param>
internal readonly record struct FrameSpan(int From, int Count);
