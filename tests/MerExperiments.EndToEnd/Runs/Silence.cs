using System.Collections.Concurrent;
using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>Progress that nobody watches, but that may act when a stage has advanced so far, and keeps what was said.</summary>
internal sealed class Silence(Action<string, int>? onAdvance = null) : IRunProgress
{
    /// <summary>What was said, in order.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    public IStageProgress Begin(string stage, int total, string unit) => new Stage(stage, onAdvance);

    public void Say(string message) => Said.Enqueue(message);

    private sealed class Stage(string name, Action<string, int>? onAdvance) : IStageProgress
    {
        private int _done;

        public void Advance(int by = 1) => onAdvance?.Invoke(name, Interlocked.Add(ref _done, by));

        public void Note(string note)
        {
        }

        public void Dispose()
        {
        }
    }
}
