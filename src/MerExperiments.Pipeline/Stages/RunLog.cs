using System.Text.Json;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The run's log: one JSON object per line, with time, event and its facts. For people and tools; the toolkit never reads it.</summary>
/// <remarks>Safe on several threads. A line is appended whole.</remarks>
public sealed class RunLog(RunFolder run, TimeProvider time)
{
    private static readonly JsonSerializerOptions OneLine = new(RunJson.Options) { WriteIndented = false };
    private readonly Lock _lock = new();

    /// <summary>Appends an event.</summary>
    /// <param name="name">What happened, e.g. <c>trial</c>.</param>
    /// <param name="facts">Its facts, as an object to serialise.</param>
    public void Append(string name, object facts)
    {
        string line = PrintableText.Of(JsonSerializer.Serialize(new { time = time.GetUtcNow(), @event = name, facts }, OneLine)) + "\n";
        lock (_lock)
        {
            File.AppendAllText(run.Log, line);
        }
    }
}
