namespace MerExperiments.Encoders;

/// <summary>What an extraction spent where, in this run: for a person to read, never stored.</summary>
/// <param name="Clips">Utterances that went through the stages; those of finished shards did not.</param>
/// <param name="WallSeconds">From the first clip read to the table in the store.</param>
/// <param name="HashSeconds">Wall time of hashing the media files before that.</param>
/// <param name="DecodeSeconds">Reading and decoding, summed over threads.</param>
/// <param name="PreprocessSeconds">Preparing what the model is fed, summed over threads.</param>
/// <param name="InferenceSeconds">Running the model and pooling, summed over threads.</param>
/// <param name="WriteSeconds">Writing shards, without putting the table together.</param>
public sealed record ExtractionTimings(
    int Clips, double WallSeconds, double HashSeconds, double DecodeSeconds, double PreprocessSeconds, double InferenceSeconds, double WriteSeconds)
{
    /// <summary>Clips per second of wall time; 0 where the table came from the store.</summary>
    public double ClipsPerSecond => WallSeconds > 0 ? Clips / WallSeconds : 0;
}
