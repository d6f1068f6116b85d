using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Datasets;

/// <summary>A fetch ended before all was whole; what came is kept, and it can go on.</summary>
/// <param name="reason">Why.</param>
/// <param name="howToResume">The command that goes on with it.</param>
public sealed class FetchStoppedException(string reason, string howToResume) : StoppedException(reason, howToResume);
