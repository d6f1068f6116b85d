using System.Runtime.InteropServices;

namespace MerExperiments.Cli;

/// <summary>Hears SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal was closed): the first asks the work to stop at its next safe point, the second ends it.</summary>
/// <remarks>Whatever is ended at whatever point can be gone on with, so that a second signal need not wait. A run that takes long to its safe
/// point (a fold that is being fitted) says once that it goes on, and never ends by itself: what it is about to save would be lost.</remarks>
/// <param name="error">Where is said that the work is still finishing.</param>
/// <param name="time">The clock.</param>
internal sealed class StopSignals(TextWriter error, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _heard = [];
    private int _signals;
    private ITimer? _reminder;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Begins to hear.</summary>
    public void Listen()
    {
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _heard.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Ask()));
        }
    }

    /// <summary>Takes one signal.</summary>
    /// <returns>True for the first, which the work answers; false for a later one, by which the system ends the process.</returns>
    public bool Ask()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            return false;
        }

        // What hears of the stop may take a while (a decoder is ended and waited for), and the next signal must be heard meanwhile.
        _ = _stop.CancelAsync();
        _reminder = time.CreateTimer(_ => error.WriteLine("still finishing what cannot be left half done; a second Ctrl-C (or signal) ends it now, and the work can be gone on with"), null, Patience, Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _heard.ForEach(registration => registration.Dispose());
        _reminder?.Dispose();
        _stop.Dispose();
    }
}
