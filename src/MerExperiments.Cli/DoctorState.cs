namespace MerExperiments.Cli;

/// <summary>How a thing <c>mer doctor</c> looked at stands.</summary>
public enum DoctorState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It will do, with a drawback.</summary>
    Warn,

    /// <summary>Runs will not work.</summary>
    Fail,
}
