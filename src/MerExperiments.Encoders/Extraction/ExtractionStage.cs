namespace MerExperiments.Encoders;

/// <summary>What an extraction spends time on.</summary>
internal enum ExtractionStage
{
    /// <summary>All stages together, by a clock on the wall.</summary>
    Wall,

    /// <summary>Hashing the media files.</summary>
    Hash,

    /// <summary>Reading and decoding a clip.</summary>
    Decode,

    /// <summary>Preparing what the model is fed.</summary>
    Preprocess,

    /// <summary>Running the model.</summary>
    Inference,

    /// <summary>Writing a shard.</summary>
    Write,
}
