namespace MerExperiments.Encoders;

/// <summary>Opens an encoder's graphs when the first clip needs them, so that a table from the store opens none. Thread-safe.</summary>
internal sealed class LazySession(Func<EncoderSession> open) : IDisposable
{
    private readonly Lazy<EncoderSession> _session = new(open);

    /// <summary>The session, the same for all.</summary>
    public EncoderSession Get() => _session.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }
}
