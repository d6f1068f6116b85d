using System.Diagnostics;

namespace MerExperiments.Benchmarks;

/// <summary>Times an action: once to warm up, then several times, of which the median is told with the range.</summary>
/// <remarks>The processor's seconds are what the work costs; the wall's seconds also hold the wait for whatever else the machine does.</remarks>
internal static class Stopwatches
{
    /// <summary>The wall and processor seconds of each of the timed calls.</summary>
    public static (double Wall, double Processor)[] Seconds(int calls, Action action)
    {
        action();
        return [.. Enumerable.Range(0, calls).Select(_ => Time(action))];
    }

    /// <summary>"median (least-most)".</summary>
    public static string Describe(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return FormattableString.Invariant($"{sorted[sorted.Length / 2]:0.00} ({sorted[0]:0.00}-{sorted[^1]:0.00})");
    }

    private static (double Wall, double Processor) Time(Action action)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }
}
