using System.Globalization;

namespace MerExperiments.Benchmarks;

/// <summary>The most anonymous memory of this process, looked at every 20 ms: what it took for itself, mapped files left out. Linux only; 0 elsewhere.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private const string StatusFile = "/proc/self/status";
    private readonly Timer _timer;
    private long _anonymous;

    /// <summary>Starts to look.</summary>
    public MemoryPeak() => _timer = new Timer(_ => Look(), null, 0, 20);

    /// <summary>Lines of a name and megabytes: the most anonymous memory, the most of all, and what mapped files hold now.</summary>
    public string Describe()
    {
        Look();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"anonymous-peak-mb {Interlocked.Read(ref _anonymous) / 1024.0:0.0}\nresident-peak-mb {Kilobytes("VmHWM") / 1024.0:0.0}\nmapped-now-mb {Kilobytes("RssFile") / 1024.0:0.0}");
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long now = Kilobytes("RssAnon");
        if (now > Interlocked.Read(ref _anonymous))
        {
            Interlocked.Exchange(ref _anonymous, now);
        }
    }

    private static long Kilobytes(string field)
    {
        string? line = File.Exists(StatusFile) ? File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(field + ":", StringComparison.Ordinal)) : null;
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
