namespace MerExperiments.Encoders.Inference;

/// <summary>Where a graph's output goes, piece by piece, in no promised order.</summary>
internal interface IFrameSink
{
    /// <summary>How the frames will be pooled; null where each is wanted.</summary>
    EncoderPooling? Pooling { get; }

    /// <summary>Takes the frames of one piece that are the utterance's own.</summary>
    /// <param name="row">The utterance.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="frames">Row-major [frames, dimension]; valid during the call.</param>
    /// <param name="dimension">Values per frame.</param>
    void Put(int row, int piece, ReadOnlySpan<float> frames, int dimension);
}
