using SkiaSharp;

namespace MerExperiments.Media.Generated;

/// <summary>Draws one face on a canvas of 112 by 112 pixels, seen from the front, before camera and light.</summary>
internal sealed class FaceDrawing(SKCanvas canvas, SpeakerFace face, FaceShape shape)
{
    private const float Centre = FaceFrames.SizePixels / 2f;

    private readonly SKColor _shadow = Mixed(face.Skin, SKColors.Black, 0.25f);
    private readonly SKColor _lips = Mixed(face.Skin, new SKColor(150, 30, 40), 0.55f);

    /// <summary>Draws it.</summary>
    public void Draw()
    {
        Fill(new SKRect(Centre - face.HeadWidth - 4, 2, Centre + face.HeadWidth + 4, 92), face.Hair);
        Fill(new SKRect(Centre - face.HeadWidth, 58 - face.HeadHeight + 4, Centre + face.HeadWidth, 58 + face.HeadHeight - 4), face.Skin);
        Fringe(new SKRect(Centre - face.HeadWidth - 4, 2, Centre + face.HeadWidth + 4, 92));
        foreach (int side in new[] { -1, 1 })
        {
            Cheek(side);
            Eye(side);
            Brow(side);
        }

        Nose();
        Mouth();
    }

    private void Fringe(SKRect head)
    {
        using var outline = new SKPath();
        outline.AddOval(head);
        canvas.Save();
        canvas.ClipPath(outline, antialias: true);
        Fill(new SKRect(Centre - face.HeadWidth, 58 - face.HeadHeight - 12, Centre + face.HeadWidth, face.HairLine), face.Hair);
        canvas.Restore();
    }

    private void Cheek(int side)
    {
        float depth = Math.Clamp(0.10f + (0.22f * (float)shape.Cheek), 0, 0.45f);
        float x = Centre + (side * face.EyeDistance * 1.05f), y = face.EyeHeight + 21 - (3 * (float)shape.Cheek);
        Fill(new SKRect(x - 9, y - 5, x + 9, y + 5), Mixed(face.Skin, new SKColor(200, 90, 80), depth));
        float fold = Math.Clamp((float)shape.Cheek, 0, 1.4f);
        Curve(new SKPoint(x - (side * 9), y - 6), new SKPoint(x - (side * 5), y + 4), new SKPoint(x - (side * 3), y + 14), _shadow, 0.4f + fold);
    }

    private void Eye(int side)
    {
        float x = Centre + (side * face.EyeDistance), y = face.EyeHeight;
        float half = Math.Clamp(face.EyeSize * (0.45f + (0.28f * (float)shape.EyeOpen)), 0.9f, 9);
        var white = new SKRect(x - face.EyeSize, y - half, x + face.EyeSize, y + half);
        Fill(white, new SKColor(238, 236, 232));
        canvas.Save();
        using var lids = new SKPath();
        lids.AddOval(white);
        canvas.ClipPath(lids, antialias: true);
        Fill(new SKRect(x - 4, y - 4, x + 4, y + 4), new SKColor(50, 35, 25));
        canvas.Restore();
        Curve(new SKPoint(x - face.EyeSize, y), new SKPoint(x, y - (half * 2)), new SKPoint(x + face.EyeSize, y), Mixed(face.Hair, SKColors.Black, 0.3f), 1.6f);
    }

    private void Brow(int side)
    {
        float y = face.EyeHeight - 12 - (5 * (float)shape.BrowRaise);
        float inner = y + (5 * (float)shape.BrowFurrow) - (5 * (float)shape.BrowInner);
        float outer = y + 1 + (1.5f * (float)shape.BrowInner);
        float innerX = Centre + (side * (face.EyeDistance - 10 - (2 * (float)shape.BrowFurrow)));
        float outerX = Centre + (side * (face.EyeDistance + 10));
        Curve(new SKPoint(innerX, inner), new SKPoint((innerX + outerX) / 2, y - 4), new SKPoint(outerX, outer), face.Hair, face.BrowThickness);
    }

    private void Nose()
    {
        float tip = face.EyeHeight + face.NoseLength + 4;
        Curve(new SKPoint(Centre - 2, face.EyeHeight + 4), new SKPoint(Centre - 4, tip - 4), new SKPoint(Centre - 5, tip), _shadow, 1.2f);
        Curve(new SKPoint(Centre - 5, tip), new SKPoint(Centre, tip + 4), new SKPoint(Centre + 5, tip), _shadow, 1.4f);
    }

    private void Mouth()
    {
        float half = face.MouthWidth * (1 + (0.28f * (float)shape.MouthWidth));
        float corner = face.MouthHeight - (4.5f * (float)shape.MouthCorner), open = Math.Max(0, 7 * (float)shape.MouthOpen);
        float middle = face.MouthHeight + (2.5f * (float)shape.MouthCorner);
        using var lips = new SKPath();
        lips.MoveTo(Centre - half, corner);
        lips.QuadTo(Centre, (2 * (middle - 1.5f - (open * 0.5f))) - corner, Centre + half, corner);
        lips.QuadTo(Centre, (2 * (middle + 1.5f + open)) - corner, Centre - half, corner);
        using SKPaint inside = Paint(open > 1.5f ? new SKColor(70, 20, 25) : _lips);
        canvas.DrawPath(lips, inside);
        using SKPaint edge = Paint(_lips);
        edge.Style = SKPaintStyle.Stroke;
        edge.StrokeWidth = 2.2f;
        edge.StrokeJoin = SKStrokeJoin.Round;
        canvas.DrawPath(lips, edge);
    }

    private void Fill(SKRect oval, SKColor color)
    {
        using SKPaint paint = Paint(color);
        canvas.DrawOval(oval, paint);
    }

    private void Curve(SKPoint from, SKPoint over, SKPoint to, SKColor color, float width)
    {
        using SKPaint paint = Paint(color);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = width;
        paint.StrokeCap = SKStrokeCap.Round;
        using var path = new SKPath();
        path.MoveTo(from);
        path.QuadTo(over, to);
        canvas.DrawPath(path, paint);
    }

    private static SKPaint Paint(SKColor color) => new() { Color = color, IsAntialias = true };

    private static SKColor Mixed(SKColor a, SKColor b, float share) => new(
        (byte)(a.Red + ((b.Red - a.Red) * share)), (byte)(a.Green + ((b.Green - a.Green) * share)), (byte)(a.Blue + ((b.Blue - a.Blue) * share)));
}
