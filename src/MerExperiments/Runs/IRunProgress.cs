namespace MerExperiments.Runs;

/// <summary>Whom a run tells how far it is. Implementations are safe to call from several threads.</summary>
public interface IRunProgress
{
    /// <summary>A stage begins, e.g. <c>encode mel-statistics</c>, with how much there is to do and in what unit, e.g. 4200 clips; 0 where it is not known how much.</summary>
    IStageProgress Begin(string stage, int total, string unit);

    /// <summary>One line a person should read, e.g. that a clip was quarantined.</summary>
    void Say(string message);
}

/// <summary>How far one stage is. Disposing it ends the stage. Implementations are safe to call from several threads.</summary>
public interface IStageProgress : IDisposable
{
    /// <summary>So many more units are done.</summary>
    void Advance(int by = 1);

    /// <summary>What is being done or was last found, e.g. <c>best 0.81</c>; it replaces the note before.</summary>
    void Note(string note);
}
