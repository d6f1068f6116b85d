namespace MerExperiments.Media.VoiceActivity;

/// <summary>Turns probabilities of speech into segments with hysteresis: a high bar to begin, a lower one to go on.</summary>
internal static class SpeechSegmenter
{
    /// <summary>Speech begins with a frame of this probability or more: the model's own middle.</summary>
    private const double Threshold = 0.5;

    /// <summary>Speech ends where frames stay below this. It is lower than the first bar, so that a voice that wavers around it is not chopped.</summary>
    private const double NegativeThreshold = 0.35;

    /// <summary>Shorter speech is a click or a cough. Measured before padding.</summary>
    private const double ShortestSpeechSeconds = 0.25;

    /// <summary>A shorter pause is a stop consonant within a word, and does not end speech.</summary>
    private const double ShortestSilenceSeconds = 0.1;

    /// <summary>Added at both ends, because the model answers about a frame late; at most half of the pause to the neighbour.</summary>
    private const double PaddingSeconds = 0.03;

    /// <summary>The segments of a clip.</summary>
    /// <param name="probabilities">One probability per frame.</param>
    /// <param name="frameSamples">Samples per frame, at the clip's rate; may be a fraction.</param>
    /// <param name="samples">The clip's samples.</param>
    /// <param name="rateHz">Its rate.</param>
    public static IReadOnlyList<SpeechSegment> Segments(
        ReadOnlySpan<float> probabilities, double frameSamples, int samples, int rateHz)
    {
        double shortest = ShortestSpeechSeconds * rateHz;
        (int Start, int End)[] kept =
        [
            .. Frames(probabilities, ShortestSilenceSeconds * rateHz / frameSamples)
                .Select(run => (Start: At(run.First, frameSamples, samples), End: At(run.Beyond, frameSamples, samples)))
                .Where(run => run.End > run.Start && run.End - run.Start >= shortest),
        ];
        int padding = (int)Math.Round(PaddingSeconds * rateHz);
        return [.. kept.Select((run, i) => new SpeechSegment(
            Math.Max(run.Start - padding, i == 0 ? 0 : Middle(kept[i - 1].End, run.Start)),
            Math.Min(run.End + padding, i == kept.Length - 1 ? samples : Middle(run.End, kept[i + 1].Start)),
            rateHz))];
    }

    /// <summary>Runs of frames: [first, beyond).</summary>
    private static List<(int First, int Beyond)> Frames(ReadOnlySpan<float> probabilities, double silence)
    {
        var runs = new List<(int, int)>();
        int first = -1, quiet = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            first = first < 0 && probabilities[i] >= Threshold ? i : first;
            quiet = probabilities[i] >= Threshold ? -1 : probabilities[i] < NegativeThreshold && quiet < 0 ? i : quiet;
            if (first >= 0 && quiet >= 0 && i + 1 - quiet >= silence)
            {
                runs.Add((first, quiet));
                first = -1;
            }
        }

        if (first >= 0)
        {
            runs.Add((first, quiet < 0 ? probabilities.Length : quiet));
        }

        return runs;
    }

    private static int At(int frame, double frameSamples, int samples) => (int)Math.Min(samples, Math.Round(frame * frameSamples));

    private static int Middle(int end, int start) => end + ((start - end) / 2);
}
