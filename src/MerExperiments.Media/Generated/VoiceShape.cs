namespace MerExperiments.Media.Generated;

/// <summary>How a voice speaks, as shifts from the speaker's rest.</summary>
/// <param name="Pitch">Semitones above the speaker's own pitch.</param>
/// <param name="Range">Natural logarithm of the factor by which tones are widened.</param>
/// <param name="Slope">Semitones by which the pitch rises over the utterance.</param>
/// <param name="Tempo">Natural logarithm of the factor on syllables per second.</param>
/// <param name="Energy">Decibels.</param>
/// <param name="Brightness">Less spectral tilt; 1 is strained, -1 is soft.</param>
/// <param name="Jitter">Irregularity of the pulses, in percent.</param>
/// <param name="Breath">Aspiration noise relative to the pulses, 0.1 of full scale.</param>
/// <param name="Pauses">More pauses: 1 doubles them.</param>
internal sealed record VoiceShape(
    double Pitch, double Range, double Slope, double Tempo, double Energy, double Brightness, double Jitter, double Breath, double Pauses)
{
    /// <summary>The size of the shift a full emotion makes; spreads are given in it.</summary>
    public static readonly VoiceShape Unit = new(4, 0.45, 3, 0.18, 6, 0.8, 0.6, 0.6, 0.6);

    private static readonly VoiceShape[] Expressions =
    [
        new(0, 0, 0, 0, 0, 0, 0, 0, 0),
        new(2.5, 0.20, -2, 0.20, 9, 1.4, 0.6, -0.3, -0.4),
        new(5, 0.75, 1, 0.12, 5, 0.3, -0.2, 0.1, -0.3),
        new(-3.5, -0.60, -2, -0.28, -7, -0.9, 0.1, 1.0, 0.8),
        new(2, -0.35, 0.5, 0.04, -3.5, -0.3, 1.8, 0.3, 0.7),
        new(6, 0.80, 6, 0.02, 4, 0.3, 0.1, 0.3, -0.1),
    ];

    /// <summary>How a clause is drawled, as irony is: drawn out, low and flat, soft and breathy (after P. Rockwell, J. Psycholinguistic Research 29, 2000).</summary>
    public static readonly VoiceShape Drawl = new(-4, -0.7, 0, -0.45, -4, -0.7, 0.3, 1.4, 0);

    /// <summary>The full expression of an emotion.</summary>
    public static VoiceShape Of(Emotion emotion) => Expressions[(int)emotion];

    /// <summary>How a speaker expresses an emotion in one utterance: more or less fully, by habit, and by chance.</summary>
    public static VoiceShape Of(Emotion emotion, SpeakerVoice speaker, Draw draw)
    {
        double intensity = draw.Uniform(EvidenceStrengths.LeastIntensity, EvidenceStrengths.GreatestIntensity);
        VoiceShape chance = Random(draw, EvidenceStrengths.VoiceUtteranceSpread);
        return Make(axis => (intensity * axis(Of(emotion))) + axis(speaker.Habit) + axis(chance));
    }

    /// <summary>A shape computed axis by axis, in the order of the parameters.</summary>
    public static VoiceShape Make(Func<Func<VoiceShape, double>, double> value) => new(
        value(s => s.Pitch), value(s => s.Range), value(s => s.Slope), value(s => s.Tempo), value(s => s.Energy),
        value(s => s.Brightness), value(s => s.Jitter), value(s => s.Breath), value(s => s.Pauses));

    /// <summary>A random shift of a given spread, in <see cref="Unit"/>s.</summary>
    public static VoiceShape Random(Draw draw, double spread) => Make(axis => axis(Unit) * draw.Normal(0, spread));
}

/// <summary>What a speaker's voice has of itself.</summary>
/// <param name="PitchHz">The pitch at rest.</param>
/// <param name="FormantScale">Factor on all formants; a shorter vocal tract has a larger one.</param>
/// <param name="Habit">The speaker's own way, added to every expression.</param>
internal sealed record SpeakerVoice(double PitchHz, double FormantScale, VoiceShape Habit)
{
    /// <summary>The voice of a speaker.</summary>
    public static SpeakerVoice Of(NamedSeed seed)
    {
        var draw = new Draw(seed.For("voice"));
        bool high = draw.Chance(0.5);
        return new SpeakerVoice(
            high ? draw.Uniform(170, 225) : draw.Uniform(105, 145),
            (high ? 1.12 : 0.97) * draw.Uniform(0.94, 1.06),
            VoiceShape.Random(draw, EvidenceStrengths.VoiceSpeakerSpread));
    }
}
