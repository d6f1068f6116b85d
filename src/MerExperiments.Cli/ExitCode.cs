namespace MerExperiments.Cli;

/// <summary>What <c>mer</c> exits with.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed on the way.</summary>
    public const int Failed = 1;

    /// <summary>Refused its input before any work.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped with a checkpoint to go on from (EX_TEMPFAIL of sysexits.h).</summary>
    public const int Stopped = 75;
}
