namespace MerExperiments.Media.Transcripts;

/// <summary>A piece of a long clip: what is recognised, and the part of that which is kept.</summary>
/// <param name="Start">The first sample recognised.</param>
/// <param name="End">The sample after the last one recognised.</param>
/// <param name="KeptStart">The first sample kept.</param>
/// <param name="KeptEnd">The sample after the last one kept.</param>
internal readonly record struct SoundChunk(int Start, int End, int KeptStart, int KeptEnd)
{
    /// <summary>Cuts a clip: the kept parts follow one another without gap; around each, the overlap is recognised too.</summary>
    public static IReadOnlyList<SoundChunk> Of(int samples, int longest, int overlap)
    {
        if (samples <= longest)
        {
            return [new SoundChunk(0, samples, 0, samples)];
        }

        int kept = longest - (2 * overlap);
        int count = (samples + kept - 1) / kept;
        return
        [
            .. Enumerable.Range(0, count).Select(i => (Start: (int)((long)samples * i / count), End: (int)((long)samples * (i + 1) / count)))
                .Select(part => new SoundChunk(Math.Max(0, part.Start - overlap), Math.Min(samples, part.End + overlap), part.Start, part.End)),
        ];
    }

    /// <summary>True where the middle of one of so many frames, which stand for so many samples from the piece's start, lies in the kept part.</summary>
    public bool Keeps(int frame, int frames, int samples)
    {
        double middle = Start + ((frame + 0.5) / frames * samples);
        return middle >= KeptStart && middle < KeptEnd;
    }
}
