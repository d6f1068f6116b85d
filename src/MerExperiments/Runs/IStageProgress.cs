namespace MerExperiments.Runs;

/// <summary>How far one stage is. Disposing it ends the stage. Implementations are safe to call from several threads.</summary>
public interface IStageProgress : IDisposable
{
    /// <summary>So many more units are done.</summary>
    void Advance(int by = 1);

    /// <summary>What is being done or was last found, e.g. <c>best 0.81</c>; it replaces the note before.</summary>
    void Note(string note);
}
