namespace MerExperiments.Datasets.Tests;

/// <summary>A clock on which every wait is over at once and is written down; waits of an hour or more never end.</summary>
internal sealed class InstantTime : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isForEver = dueTime >= TimeSpan.FromHours(1) || dueTime == Timeout.InfiniteTimeSpan;
        if (!isForEver)
        {
            Waits.Add(dueTime);
        }

        return System.CreateTimer(callback, state, isForEver ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, period);
    }
}
