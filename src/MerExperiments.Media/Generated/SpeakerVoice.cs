namespace MerExperiments.Media.Generated;

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
