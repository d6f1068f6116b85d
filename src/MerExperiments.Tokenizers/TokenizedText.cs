namespace MerExperiments.Tokenizers;

/// <summary>A text as the token ids an encoder reads, special tokens and prompt included.</summary>
/// <param name="Ids">The ids, in order; 0 or more, at most the card's longest length.</param>
/// <param name="IsContent">For each id, true where it stands for the text itself; false at special tokens and at the prompt.</param>
public sealed record TokenizedText(long[] Ids, bool[] IsContent);
