using MerExperiments.Runs;

namespace MerExperiments.Datasets.Tests;

/// <summary>Writes down what it is told.</summary>
internal sealed class FakeProgress : IRunProgress
{
    public List<string> Said { get; } = [];

    public List<(string Stage, int Total, string Unit)> Begun { get; } = [];

    public int Advanced { get; private set; }

    /// <summary>Called at each advance.</summary>
    public Action<int> OnAdvance { get; set; } = _ => { };

    /// <summary>Called at each stage's begin.</summary>
    public Action<string> OnBegin { get; set; } = _ => { };

    public IStageProgress Begin(string stage, int total, string unit)
    {
        Begun.Add((stage, total, unit));
        OnBegin(stage);
        return new Stage(this);
    }

    public void Say(string message) => Said.Add(message);

    private sealed class Stage(FakeProgress owner) : IStageProgress
    {
        public void Advance(int by = 1)
        {
            owner.Advanced += by;
            owner.OnAdvance(owner.Advanced);
        }

        public void Note(string note) => owner.Said.Add(note);

        public void Dispose()
        {
        }
    }
}
