namespace MerExperiments.AudioText;

/// <summary>Where the audio positions and the tokens of one utterance stand, counted from its first place.</summary>
/// <remarks>Interleaved, audio position i of A stands for the time (i + 1/2) / A and token k of N for (k + 1/2) / N; of the same time the sound comes first. Without sound
/// or without words there is nothing to interleave.</remarks>
/// <param name="Arrangement">The order.</param>
/// <param name="Audio">A, 1 or more: an utterance without sound has one place that says so.</param>
/// <param name="Tokens">N, 1 or more: an utterance without words has one place that says so.</param>
internal readonly record struct JointOrder(JointArrangement Arrangement, int Audio, int Tokens)
{
    /// <summary>The place of audio position <paramref name="i"/>: those before it and the tokens of an earlier time.</summary>
    public int OfAudio(int i) => i + (Arrangement == JointArrangement.SoundFirst ? 0 : (((2 * i) + 1) * Tokens + Audio - 1) / (2 * Audio));

    /// <summary>The place of token <paramref name="k"/>: those before it and the audio positions of no later time.</summary>
    public int OfToken(int k) => k + (Arrangement == JointArrangement.SoundFirst ? Audio : ((((2 * k) + 1) * Audio) + Tokens) / (2 * Tokens));
}
