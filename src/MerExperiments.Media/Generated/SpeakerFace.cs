using SkiaSharp;

namespace MerExperiments.Media.Generated;

/// <summary>What a speaker's face has of itself: colours, proportions in pixels of a 112-pixel frame, and its expression at rest.</summary>
internal sealed record SpeakerFace(
    SKColor Skin, SKColor Hair, float HeadWidth, float HeadHeight, float EyeDistance, float EyeHeight, float EyeSize, float BrowThickness,
    float MouthHeight, float MouthWidth, float NoseLength, float HairLine, FaceShape Rest)
{
    /// <summary>The face of a speaker.</summary>
    public static SpeakerFace Of(NamedSeed seed)
    {
        var draw = new Draw(seed.For("face"));
        return new SpeakerFace(
            SKColor.FromHsv((float)draw.Uniform(18, 34), (float)draw.Uniform(25, 50), (float)draw.Uniform(60, 95)),
            SKColor.FromHsv((float)draw.Uniform(15, 35), (float)draw.Uniform(10, 60), (float)draw.Uniform(8, 40)),
            (float)draw.Uniform(39, 46),
            (float)draw.Uniform(50, 56),
            (float)draw.Uniform(18, 22),
            (float)draw.Uniform(45, 49),
            (float)draw.Uniform(7, 9.5),
            (float)draw.Uniform(2.2, 4.2),
            (float)draw.Uniform(81, 86),
            (float)draw.Uniform(14, 18),
            (float)draw.Uniform(14, 19),
            (float)draw.Uniform(18, 28),
            FaceShape.Random(draw, EvidenceStrengths.FaceIdentitySpread));
    }
}
