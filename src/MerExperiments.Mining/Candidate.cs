namespace MerExperiments.Mining;

/// <summary>The class that most voters chose for one pool utterance.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="Class">The index of the class.</param>
/// <param name="Agreement">The share of voters that chose it.</param>
/// <param name="Confidence">Its mean posterior over all voters.</param>
internal sealed record Candidate(string Name, int Class, double Agreement, double Confidence);
