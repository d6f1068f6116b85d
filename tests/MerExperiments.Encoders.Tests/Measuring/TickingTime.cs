namespace MerExperiments.Encoders.Tests.Measuring;

/// <summary>A clock that goes on by half a second whenever it is looked at.</summary>
internal sealed class TickingTime : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => 2;

    public override long GetTimestamp() => ++_looks;
}
