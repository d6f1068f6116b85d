namespace MerExperiments.Runs;

/// <summary>Whom a run tells how far it is. Implementations are safe to call from several threads.</summary>
public interface IRunProgress
{
    /// <summary>A stage begins, e.g. <c>encode mel-statistics</c>, with how much there is to do and in what unit, e.g. 4200 clips; 0 where it is not known how much.</summary>
    IStageProgress Begin(string stage, int total, string unit);

    /// <summary>One line a person should read, e.g. that a clip was quarantined.</summary>
    void Say(string message);
}
