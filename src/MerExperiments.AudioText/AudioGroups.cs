namespace MerExperiments.AudioText;

/// <summary>How an utterance's frames become audio positions: groups of neighbouring frames side by side, of at most so many positions.</summary>
/// <param name="Downsampling">Frames per position.</param>
/// <param name="Longest">The most positions; of a longer utterance each frame is first made the mean of as few neighbours as bring it down to that.</param>
internal readonly record struct AudioGroups(int Downsampling, int Longest)
{
    /// <summary>Frames that are averaged into one, 1 for all but long utterances.</summary>
    public int Averaged(int frames) => Math.Max(1, DivideUp(frames, Downsampling * Longest));

    /// <summary>The positions of an utterance if none of its frames were averaged.</summary>
    public int Uncut(int frames) => DivideUp(frames, Downsampling);

    /// <summary>The positions of an utterance.</summary>
    public int Count(int frames) => Uncut(DivideUp(frames, Averaged(frames)));

    /// <summary>Writes the positions of an utterance, [positions, downsampling, D], NaN where the last one has no frame.</summary>
    /// <param name="frames">[frames, D].</param>
    /// <param name="dimension">D.</param>
    /// <param name="groups">Where to write.</param>
    public void Write(ReadOnlySpan<float> frames, int dimension, Span<float> groups)
    {
        int count = frames.Length / dimension, averaged = Averaged(count), place = 0;
        for (int start = 0; start < count; start += averaged, place += dimension)
        {
            Mean(frames[(start * dimension)..(Math.Min(count, start + averaged) * dimension)], groups.Slice(place, dimension));
        }

        groups[place..].Fill(float.NaN);
    }

    private static void Mean(ReadOnlySpan<float> frames, Span<float> mean)
    {
        frames[..mean.Length].CopyTo(mean);
        if (frames.Length == mean.Length)
        {
            return;
        }

        for (int start = mean.Length; start < frames.Length; start += mean.Length)
        {
            for (int d = 0; d < mean.Length; d++)
            {
                mean[d] += frames[start + d];
            }
        }

        float count = frames.Length / mean.Length;
        for (int d = 0; d < mean.Length; d++)
        {
            mean[d] /= count;
        }
    }

    private static int DivideUp(int count, int by) => (count + by - 1) / by;
}
