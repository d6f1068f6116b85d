namespace MerExperiments.Media.Generated;

/// <summary>One syllable of a generated utterance.</summary>
/// <param name="StartSample">Where it starts.</param>
/// <param name="LengthSamples">How long it is.</param>
/// <param name="OnsetShare">The share of it that is consonant.</param>
/// <param name="OnsetNoise">Loudness of the consonant's noise; 0 where it is voiced.</param>
/// <param name="From">The first vowel.</param>
/// <param name="To">The vowel it glides to.</param>
/// <param name="ToneStart">Semitones at the start, from one of Mandarin's four tones.</param>
/// <param name="ToneEnd">Semitones at the end.</param>
/// <param name="Stress">Factor on the amplitude.</param>
internal sealed record Syllable(
    int StartSample, int LengthSamples, double OnsetShare, double OnsetNoise, int From, int To, double ToneStart, double ToneEnd, double Stress)
{
    private static readonly (double Start, double End)[] Tones = [(2, 2), (-1, 2.5), (-2, -1.5), (3, -2.5)];

    /// <summary>The given number of syllables without a pause, from a sample on.</summary>
    public static List<Syllable> Row(int count, int startSample, VoiceShape shape, Draw draw)
    {
        var syllables = new List<Syllable>(count);
        for (int at = startSample; syllables.Count < count; at += syllables[^1].LengthSamples)
        {
            syllables.Add(Next(at, (int)(MeanSamples(shape) * draw.Uniform(0.75, 1.3)), draw));
        }

        return syllables;
    }

    /// <summary>The syllables that fill a clip, with pauses between some.</summary>
    public static List<Syllable> Fill(int clipSamples, VoiceShape shape, Draw draw)
    {
        var syllables = new List<Syllable>();
        double lengthSamples = MeanSamples(shape);
        double pause = Math.Clamp(0.12 * (1 + shape.Pauses), 0.01, 0.5);
        int at = (int)draw.Uniform(600, 2000);
        for (int length = Length(); at + length < clipSamples - 500 || syllables.Count == 0; length = Length())
        {
            syllables.Add(Next(at, length, draw));
            at += length + (draw.Chance(pause) ? (int)draw.Uniform(1000, 3200) : 0);
        }

        return syllables;

        int Length() => (int)(lengthSamples * draw.Uniform(0.75, 1.3));
    }

    private static double MeanSamples(VoiceShape shape) => Waveform.EncoderRateHz / (4.6 * Math.Exp(Math.Clamp(shape.Tempo, -0.6, 0.6)));

    private static Syllable Next(int at, int length, Draw draw)
    {
        (double start, double end) = draw.Pick(Tones);
        return new Syllable(
            at, length, draw.Uniform(0.12, 0.3), draw.Chance(0.6) ? draw.Uniform(0.1, 0.4) : 0, draw.Below(6), draw.Below(6), start, end, draw.Uniform(0.7, 1.2));
    }
}
