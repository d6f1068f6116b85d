using System.Globalization;
using MerExperiments.Runs;

namespace MerExperiments.Cli;

/// <summary>Progress as lines of text, for output that no one watches live: a line when a stage begins and ends, and one now and then between.</summary>
internal sealed class TextProgress(TextWriter output, TimeProvider time) : IRunProgress
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public IStageProgress Begin(string stage, int total, string unit)
    {
        Say(total == 0 ? stage : string.Create(CultureInfo.InvariantCulture, $"{stage}: {total} {unit}"));
        return new Stage(this, stage, total, unit);
    }

    /// <inheritdoc/>
    public void Say(string message)
    {
        lock (_lock)
        {
            output.WriteLine(message);
        }
    }

    private sealed class Stage(TextProgress owner, string stage, int total, string unit) : IStageProgress
    {
        private readonly long _began = owner.Time.GetTimestamp();
        private long _last = owner.Time.GetTimestamp();
        private int _done;
        private string _note = "";
        private bool _ended;

        public void Advance(int by = 1)
        {
            lock (owner._lock)
            {
                _done += by;
                if ((_done < total || total == 0) && owner.Time.GetElapsedTime(_last) >= Between)
                {
                    _last = owner.Time.GetTimestamp();
                    owner.Say(Line());
                }
            }
        }

        public void Note(string note)
        {
            lock (owner._lock)
            {
                _note = note;
            }
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                if (!_ended)
                {
                    _ended = true;
                    owner.Say(string.Create(CultureInfo.InvariantCulture, $"{Line()} in {owner.Time.GetElapsedTime(_began).TotalSeconds:F1} s"));
                }
            }
        }

        private string Line() => string.Create(
            CultureInfo.InvariantCulture, $"{stage}: {_done}{(total == 0 ? "" : $"/{total}")} {unit}{(_note.Length == 0 ? "" : $", {_note}")}");
    }

    private TimeProvider Time => time;
}
