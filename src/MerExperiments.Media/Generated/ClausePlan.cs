namespace MerExperiments.Media.Generated;

/// <summary>One clause of an utterance: what it says, and how.</summary>
/// <param name="Chinese">The words; one syllable is spoken for each character.</param>
/// <param name="English">Their gloss.</param>
/// <param name="IsEvaluative">True for the clause whose words express the emotion.</param>
/// <param name="IsDrawled">True where it is delivered as irony is; an evaluative clause is then ironic.</param>
internal sealed record ClausePlan(string Chinese, string English, bool IsEvaluative, bool IsDrawled);
