namespace MerExperiments.Encoders.Inference;

/// <summary>A stretch of a clip that goes through a model at once.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="Length">Its samples, context on both sides included.</param>
/// <param name="FirstFrame">The clip's frame at which what is kept of it begins.</param>
/// <param name="Kept">The output frames that are kept, counted from the piece's own first; a count of -1 means all there are.</param>
internal readonly record struct AudioPiece(int Start, int Length, int FirstFrame, FrameSpan Kept)
{
    /// <summary>Cuts a clip. Each of the clip's frames is kept from exactly one piece; pieces start at whole strides, so frames fall where they would uncut.</summary>
    /// <param name="samples">The clip's samples, 1 or more.</param>
    /// <param name="frames">How frames follow from samples; null where that is not known, and then there is no cutting.</param>
    /// <param name="chunking">How to cut; null for one piece.</param>
    public static AudioPiece[] Of(int samples, FrameGeometry? frames, AudioChunking? chunking)
    {
        if (frames is null)
        {
            return [new AudioPiece(0, samples, 0, new FrameSpan(0, -1))];
        }

        int all = frames.Frames(samples);
        if (chunking is null)
        {
            return [new AudioPiece(0, samples, 0, new FrameSpan(0, all))];
        }

        (int step, int context) = Strides(frames, chunking);
        int pieces = samples <= step * frames.Stride ? 1 : (all + step - 1) / step;
        return [.. Enumerable.Range(0, pieces).Select(piece => Cut(piece, pieces))];

        AudioPiece Cut(int piece, int count)
        {
            int first = piece * step, from = Math.Max(0, first - context);
            long end = piece == count - 1 ? samples : Math.Min(samples, (long)(first + step + context) * frames.Stride);
            return new AudioPiece(from * frames.Stride, (int)end - (from * frames.Stride), first, new FrameSpan(first - from, (piece == count - 1 ? all : first + step) - first));
        }
    }

    /// <summary>The most samples of a clip that is not cut.</summary>
    public static long LongestWhole(FrameGeometry frames, AudioChunking chunking) =>
        ((long)Strides(frames, chunking).Step * frames.Stride) + frames.ReceptiveField - 1;

    /// <summary>The most samples a piece can have.</summary>
    public static long LongestOf(FrameGeometry frames, AudioChunking chunking)
    {
        (int step, int context) = Strides(frames, chunking);
        return (((long)step + context) * frames.Stride) + Beyond(frames, context);
    }

    /// <summary>The longest chunks whose pieces a model of a fixed window takes; of one stride where none are that short.</summary>
    /// <param name="frames">How frames follow from samples.</param>
    /// <param name="windowSamples">The samples of the window.</param>
    public static AudioChunking Longest(FrameGeometry frames, int windowSamples)
    {
        int context = Seen(frames);
        long step = ((windowSamples - Beyond(frames, context)) / frames.Stride) - context;
        return new AudioChunking { ChunkSeconds = Math.Max(1, step) * (double)frames.Stride / Media.Waveform.EncoderRateHz };
    }

    /// <summary>The samples that a piece may have after those of its chunk and the context before it.</summary>
    private static long Beyond(FrameGeometry frames, int context) => Math.Max((long)context * frames.Stride, frames.ReceptiveField - 1);

    /// <summary>The strides that a frame sees beyond its own.</summary>
    private static int Seen(FrameGeometry frames) => (int)(((long)Math.Max(0, frames.ReceptiveField - frames.Stride) + frames.Stride - 1) / frames.Stride);

    /// <summary>A chunk and its context in strides. The context reaches at least as far as the last kept frame sees.</summary>
    private static (int Step, int Context) Strides(FrameGeometry frames, AudioChunking chunking)
    {
        double perSecond = (double)Media.Waveform.EncoderRateHz / frames.Stride;
        int step = Math.Max(1, (int)Math.Round(chunking.ChunkSeconds * perSecond));
        return (step, Math.Max(Seen(frames), (int)Math.Ceiling(chunking.ContextSeconds * perSecond)));
    }
}
