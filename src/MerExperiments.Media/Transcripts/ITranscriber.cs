namespace MerExperiments.Media.Transcripts;

/// <summary>Writes down what is said in a clip. Implementations are thread-safe.</summary>
public interface ITranscriber : IDisposable
{
    /// <summary>The name, as experiments.json gives it.</summary>
    string Name { get; }

    /// <summary>The words of a clip; empty where nothing is heard.</summary>
    /// <param name="sound">The clip at 16 kHz.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clip has another sample rate.</exception>
    string Transcribe(Waveform sound);
}
