using System.Globalization;
using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli;

/// <summary>Progress as bars in a terminal: one per stage under way; a stage that ended leaves one line above them.</summary>
internal sealed class LiveProgress(IAnsiConsole console, ProgressContext context, TimeProvider time) : IRunProgress
{
    /// <summary>Does work that reports progress, while the bars are shown.</summary>
    public static T Show<T>(IAnsiConsole console, TimeProvider time, Func<IRunProgress, T> work) => console.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context => work(new LiveProgress(console, context, time)));

    /// <inheritdoc/>
    public IStageProgress Begin(string stage, int total, string unit)
    {
        ProgressTask task = context.AddTask(Markup.Escape(stage), maxValue: total == 0 ? int.MaxValue : total);
        task.IsIndeterminate = total == 0;
        return new Stage(this, task, stage, unit, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public void Say(string message) => console.WriteLine(message);

    private double Seconds(long since) => time.GetElapsedTime(since).TotalSeconds;

    private sealed class Stage(LiveProgress owner, ProgressTask task, string stage, string unit, long began) : IStageProgress
    {
        private int _ended;

        public void Advance(int by = 1) => task.Increment(by);

        public void Note(string note) => task.Description = Markup.Escape($"{stage} ({note})");

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                double done = task.Value;
                string name = Markup.Remove(task.Description);
                task.Value = task.MaxValue;
                task.StopTask();
                owner.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {done:F0} {unit} in {owner.Seconds(began):F1} s"));
            }
        }
    }
}
