using System.Numerics.Tensors;

namespace MerExperiments.Media.Transcripts;

/// <summary>From a recogniser's frames to its tokens, by connectionist temporal classification: repeats are one token, blanks none.</summary>
/// <remarks>Graves et al., Connectionist Temporal Classification, ICML 2006; prefix beam search as in Hannun et al. (arXiv 1408.2873), without
/// a language model. The same values give the same tokens.</remarks>
internal static class CtcDecoding
{
    /// <summary>The tokens of the single best path: of each frame the greatest value (of equal ones the first), repeats collapsed, blanks dropped.</summary>
    /// <param name="scores">Logits or log-probabilities, [frames, vocabulary].</param>
    /// <param name="vocabulary">The number of tokens.</param>
    /// <param name="blank">The blank's id.</param>
    public static IReadOnlyList<int> Greedy(ReadOnlySpan<float> scores, int vocabulary, int blank)
    {
        var tokens = new List<int>();
        int last = blank;
        for (int at = 0; at + vocabulary <= scores.Length; at += vocabulary)
        {
            int best = TensorPrimitives.IndexOfMax(scores.Slice(at, vocabulary));
            if (best != last && best != blank)
            {
                tokens.Add(best);
            }

            last = best;
        }

        return tokens;
    }

    /// <summary>The tokens whose paths together are most probable, as far as a beam of prefixes sees. Of each frame, the <c>2 * width + 8</c> best tokens are tried.</summary>
    /// <param name="scores">Logits or log-probabilities, [frames, vocabulary].</param>
    /// <param name="vocabulary">The number of tokens.</param>
    /// <param name="blank">The blank's id.</param>
    /// <param name="width">How many prefixes are kept from frame to frame, 1 or more.</param>
    public static IReadOnlyList<int> Beam(ReadOnlySpan<float> scores, int vocabulary, int blank, int width)
    {
        var beam = new PrefixBeam(blank, width);
        float[] frame = new float[vocabulary];
        for (int at = 0; at + vocabulary <= scores.Length; at += vocabulary)
        {
            scores.Slice(at, vocabulary).CopyTo(frame);
            float highest = TensorPrimitives.Max<float>(frame);
            double total = 0;
            foreach (float score in frame)
            {
                total += Math.Exp(score - highest);
            }

            TensorPrimitives.Subtract(frame, highest + (float)Math.Log(total), frame);
            beam.Advance(frame);
        }

        return beam.Best();
    }
}
