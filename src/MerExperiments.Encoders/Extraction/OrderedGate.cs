namespace MerExperiments.Encoders;

/// <summary>Bounds what a pipeline holds, in clips and in bytes, so that a fast stage waits for a slow one.</summary>
/// <remarks>Thread-safe. Clips are numbered; the one that the next stage waits for is always let through, whatever is held, so that clips which
/// came too early can never keep it out and the stages never wait for each other in a ring.</remarks>
internal sealed class OrderedGate(int clips, long bytes)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private long _held;

    /// <summary>The bytes held now.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Waits until a clip may be read: not too far ahead of the one that is next.</summary>
    public Task EnterAsync(int sequence, CancellationToken cancellation) =>
        WaitAsync(() => sequence < _next + clips && (_held < bytes || sequence == _next), 0, cancellation);

    /// <summary>Waits until a clip that was read may be held, and counts its bytes.</summary>
    public Task HoldAsync(int sequence, long size, CancellationToken cancellation) =>
        WaitAsync(() => sequence == _next || _held + size <= bytes, size, cancellation);

    /// <summary>Counts bytes that are there whether or not there is room, such as features just computed.</summary>
    public void Hold(long size) => Change(0, size);

    /// <summary>Bytes are no longer held.</summary>
    public void Release(long size) => Change(0, -size);

    /// <summary>The clip that was next has been taken over by the next stage.</summary>
    public void Advance() => Change(1, 0);

    private async Task WaitAsync(Func<bool> admitted, long size, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (admitted())
                {
                    _held += size;
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    private void Change(int steps, long size)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _next += steps;
            _held += size;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
