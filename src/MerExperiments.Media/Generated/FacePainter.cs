using System.Runtime.InteropServices;
using SkiaSharp;

namespace MerExperiments.Media.Generated;

/// <summary>Draws the face frames of one clip: one person, one expression that wavers, one light, one camera.</summary>
internal sealed class FacePainter
{
    /// <summary>Frames per clip.</summary>
    public const int Frames = 3;

    private const float Middle = FaceFrames.SizePixels / 2f;

    private static readonly SKImageInfo Info = new(FaceFrames.SizePixels, FaceFrames.SizePixels, SKColorType.Bgra8888, SKAlphaType.Opaque);
    private static readonly SKPngEncoderOptions Encoding = new(SKPngEncoderFilterFlags.Sub, 1);

    private readonly SpeakerFace _face;
    private readonly Draw _draw;
    private readonly FaceShape _expression;
    private readonly SKColor _background;
    private readonly double _lightAngle;
    private readonly double _lightDepth;
    private readonly double _exposure;
    private readonly double _noise;
    private readonly SKPoint _shift;
    private readonly float _turnDegrees;
    private readonly float _zoom;

    private FacePainter(SpeakerFace face, Emotion emotion, Draw draw)
    {
        _face = face;
        _draw = draw;
        double intensity = draw.Uniform(EvidenceStrengths.LeastIntensity, EvidenceStrengths.GreatestIntensity);
        FaceShape chance = FaceShape.Random(draw, EvidenceStrengths.FaceClipSpread);
        _expression = FaceShape.Make(axis => (intensity * axis(FaceShape.Of(emotion))) + axis(face.Rest) + axis(chance));
        _background = SKColor.FromHsv((float)draw.Uniform(0, 360), (float)draw.Uniform(5, 40), (float)draw.Uniform(15, 75));
        _lightAngle = draw.Uniform(0, 2 * Math.PI);
        _lightDepth = draw.Uniform(0.1, 0.55);
        _exposure = draw.Uniform(0.8, 1.15);
        _noise = draw.Uniform(2, 9);
        _shift = new SKPoint((float)draw.Normal(0, 1.5), (float)draw.Normal(0, 1.5));
        _turnDegrees = (float)draw.Normal(0, 3);
        _zoom = (float)draw.Uniform(0.95, 1.06);
    }

    /// <summary>The clip's frames as PNG files; none where the clip has no face.</summary>
    public static IReadOnlyList<byte[]> Paint(UtterancePlan plan)
    {
        if (plan.Face is not { } emotion)
        {
            return [];
        }

        var painter = new FacePainter(SpeakerFace.Of(plan.SpeakerSeed), emotion, new Draw(plan.Seed.For("face")));
        return [.. Enumerable.Range(0, Frames).Select(_ => painter.Frame())];
    }

    private byte[] Frame()
    {
        FaceShape waver = FaceShape.Random(_draw, 0.08);
        FaceShape shape = FaceShape.Make(axis => Math.Clamp(axis(_expression) + axis(waver), -1.6, 1.8));
        using var bitmap = new SKBitmap(Info);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(_background);
            canvas.Translate(_shift.X + (float)_draw.Normal(0, 0.6), _shift.Y + (float)_draw.Normal(0, 0.6));
            canvas.RotateDegrees(_turnDegrees + (float)_draw.Normal(0, 0.8), Middle, Middle);
            canvas.Scale(_zoom, _zoom, Middle, Middle);
            new FaceDrawing(canvas, _face, shape).Draw();
        }

        Expose(bitmap);
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData png = pixels.Encode(Encoding);
        return png.ToArray();
    }

    /// <summary>Light from one side, exposure, and sensor noise in blocks of two by two pixels, as a compressed video leaves it.</summary>
    private void Expose(SKBitmap bitmap)
    {
        byte[] pixels = bitmap.Bytes;
        double dx = Math.Cos(_lightAngle) * _lightDepth / FaceFrames.SizePixels, dy = Math.Sin(_lightAngle) * _lightDepth / FaceFrames.SizePixels;
        for (int y = 0; y < FaceFrames.SizePixels; y += 2)
        {
            for (int x = 0; x < FaceFrames.SizePixels; x += 2)
            {
                float light = (float)(_exposure * (1 + (dx * (x - Middle)) + (dy * (y - Middle))));
                float noise = (float)_noise * (_draw.Noise() + _draw.Noise());
                for (int corner = 0; corner < 4; corner++)
                {
                    Expose(pixels.AsSpan(4 * (((y + (corner >> 1)) * FaceFrames.SizePixels) + x + (corner & 1)), 3), light, noise);
                }
            }
        }

        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
    }

    private static void Expose(Span<byte> pixel, float light, float noise)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            pixel[channel] = (byte)Math.Clamp((pixel[channel] * light) + noise, 0, 255);
        }
    }
}
