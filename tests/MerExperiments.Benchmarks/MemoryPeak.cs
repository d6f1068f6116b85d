using System.Globalization;

namespace MerExperiments.Benchmarks;

/// <summary>The most anonymous memory of this process, looked at every 20 ms: what it took for itself, mapped files left out. Linux only; 0 elsewhere.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private const string StatusFile = "/proc/self/status";
    private readonly Timer _timer;
    private long _anonymous, _heap;

    /// <summary>Starts to look.</summary>
    public MemoryPeak() => _timer = new Timer(_ => Look(), null, 0, 20);

    /// <summary>Lines of a name and megabytes: the most anonymous memory, the most of all, what mapped files hold now, and what is still referenced.</summary>
    public string Describe()
    {
        Look();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            anonymous-peak-mb {Interlocked.Read(ref _anonymous) / 1024.0:0.0}
            resident-peak-mb {Kilobytes("VmHWM") / 1024.0:0.0}
            mapped-now-mb {Kilobytes("RssFile") / 1024.0:0.0}
            heap-peak-mb {Interlocked.Read(ref _heap) / 1048576.0:0.0}
            heap-live-mb {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:0.0}
            """);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        _heap = Math.Max(_heap, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes);
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
