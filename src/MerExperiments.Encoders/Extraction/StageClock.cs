using System.Diagnostics;

namespace MerExperiments.Encoders;

/// <summary>Adds up what each stage of an extraction spends. Thread-safe.</summary>
internal sealed class StageClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<ExtractionStage>().Length];
    private int _clips;

    /// <summary>Times a piece of a stage's work, also where it throws.</summary>
    public T Time<T>(ExtractionStage stage, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Interlocked.Add(ref _ticks[(int)stage], Stopwatch.GetTimestamp() - start);
        }
    }

    /// <summary>Counts clips that went through.</summary>
    public void Count(int clips) => Interlocked.Add(ref _clips, clips);

    /// <summary>What was added up so far.</summary>
    public ExtractionTimings Read() => new(
        _clips, Seconds(ExtractionStage.Wall), Seconds(ExtractionStage.Hash), Seconds(ExtractionStage.Decode), Seconds(ExtractionStage.Preprocess),
        Seconds(ExtractionStage.Inference), Seconds(ExtractionStage.Write));

    private double Seconds(ExtractionStage stage) => (double)Interlocked.Read(ref _ticks[(int)stage]) / Stopwatch.Frequency;
}
