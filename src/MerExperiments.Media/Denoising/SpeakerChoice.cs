using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Denoising;

/// <summary>Picks the speaker among a separator's sources.</summary>
internal static class SpeakerChoice
{
    /// <summary>The choice that a rule makes; without a rule the first.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="sampleRateHz">The sources' rate.</param>
    /// <param name="speechShare">The share of speech in a clip at 16 kHz, for <see cref="SpeakerRule.MostSpeech"/>.</param>
    public static Func<float[][], ReadOnlyMemory<float>, int> By(SpeakerRule? rule, int sampleRateHz, Func<Waveform, double> speechShare) => rule switch
    {
        SpeakerRule.Loudest => (sources, _) => Greatest(sources, source => Loudness.Rms(source)),
        SpeakerRule.MostLikeInput => (sources, input) => Greatest(sources, source => Math.Abs(Loudness.Correlation(source, input.Span))),
        SpeakerRule.MostSpeech => (sources, _) => Greatest(
            sources, source => speechShare(new Waveform(source, sampleRateHz).At(Waveform.EncoderRateHz))),
        _ => (_, _) => 0,
    };

    private static int Greatest(float[][] sources, Func<float[], double> measure)
    {
        double[] values = [.. sources.Select(measure)];
        return Array.IndexOf(values, values.Max());
    }
}

/// <summary>Which of a separator's outputs is taken for the speaker. Of equal ones, the first.</summary>
public enum SpeakerRule
{
    /// <summary>The one of the greatest RMS. Says nothing where the export scales each output to the input's level, as ClearVoice does.</summary>
    Loudest,

    /// <summary>The one of the greatest absolute correlation with the input; for sources that do not correlate, the one louder in the mixture.</summary>
    MostLikeInput,

    /// <summary>The one of the greatest share of speech, as a function given at opening says.</summary>
    MostSpeech,
}
