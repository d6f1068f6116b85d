namespace MerExperiments.Pipeline.Datasets;

/// <summary>A server or the way to it failed in a manner that may pass.</summary>
/// <param name="problem">What happened.</param>
/// <param name="wait">How long the server asks to wait; null where it says nothing.</param>
/// <param name="cause">What was thrown; null where nothing was.</param>
internal sealed class TransientException(string problem, TimeSpan? wait = null, Exception? cause = null) : Exception(problem, cause)
{
    public TimeSpan? Wait { get; } = wait;
}
