using System.Diagnostics;

namespace MerExperiments.Benchmarks;

/// <summary>Times actions by turns, so that whatever else the machine does falls on all of them alike.</summary>
internal static class Turns
{
    /// <summary>The times of each action: one turn to warm up, then the timed ones.</summary>
    public static Timing[] Warm(int turns, IReadOnlyList<Action> actions)
    {
        foreach (Action action in actions)
        {
            action();
        }

        return Take(turns, actions);
    }

    /// <summary>The times of each action, without a turn to warm up.</summary>
    public static Timing[] Take(int turns, IReadOnlyList<Action> actions)
    {
        (double Wall, double Processor)[][] times = [.. Enumerable.Range(0, turns).Select(_ => actions.Select(Time).ToArray())];
        return [.. actions.Select((_, a) => new Timing([.. times.Select(turn => turn[a].Wall)], [.. times.Select(turn => turn[a].Processor)]))];
    }

    private static (double Wall, double Processor) Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }
}
