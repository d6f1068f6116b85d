using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>Cuts a face out of a picture: with landmarks turned upright onto a template, without as the square around its box. Thread-safe.</summary>
/// <remarks>
/// Sampling is bilinear; where the picture's face has more pixels than the crop, blocks of it are averaged first, so that nothing aliases.
/// What lies outside the picture repeats the picture's nearest edge pixel.
/// </remarks>
/// <param name="sizePixels">Height and width of the crop; default 112.</param>
/// <param name="margin">Without landmarks, how much longer than the box's longer side the square is, half of it on each side; default 0.3.</param>
public sealed class FaceAligner(int sizePixels = FaceFrames.SizePixels, float margin = 0.3f)
{
    private const int TemplateSize = 112, LargestBlock = 256;

    /// <summary>Where the five landmarks lie in a crop of 112 x 112.</summary>
    /// <remarks>The template published with Deng et al., "ArcFace", 2019 (the InsightFace project), which many public face encoders were trained on.</remarks>
    public static FaceLandmarks Template { get; } = new(
        new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f));

    /// <summary>The crop of one face, [size, size, 3].</summary>
    public Picture Align(Picture picture, DetectedFace face)
    {
        byte[] crop = new byte[sizePixels * sizePixels * 3];
        Sample(picture, TransformOf(face).Inverse, crop);
        return new Picture(sizePixels, sizePixels, crop);
    }

    /// <summary>Where a point of the picture lies in the crop.</summary>
    internal SimilarityTransform TransformOf(DetectedFace face)
    {
        if (face.Landmarks is { } landmarks)
        {
            float scale = (float)sizePixels / TemplateSize;
            return SimilarityTransform.Between(landmarks.ToList(), Template.Each(point => point * scale).ToList());
        }

        float side = Math.Max(face.Box.Width, face.Box.Height) * (1 + margin), zoom = sizePixels / side;
        return new SimilarityTransform(zoom, 0, -zoom * (face.Box.Centre - new Vector2(side / 2)));
    }

    /// <summary>Brings the part of the picture that the crop shows to less than twice the crop's resolution, then samples it.</summary>
    private void Sample(Picture picture, SimilarityTransform back, Span<byte> crop)
    {
        int side = Math.Clamp((int)back.Scale, 1, LargestBlock);
        (Picture part, SimilarityTransform toPart) = side == 1 ? (picture, back) : Shrink(picture, back, side);
        int samples = Math.Clamp((int)MathF.Round(toPart.Scale), 1, 2);
        var pixels = new PixelSampler(part);
        for (int y = 0; y < sizePixels; y++)
        {
            for (int x = 0; x < sizePixels; x++)
            {
                Vector3 colour = Mean(pixels, toPart, new Vector2(x, y), samples) + new Vector3(0.5f);
                int at = 3 * ((y * sizePixels) + x);
                (crop[at], crop[at + 1], crop[at + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
            }
        }
    }

    private (Picture Part, SimilarityTransform ToPart) Shrink(Picture picture, SimilarityTransform back, int side)
    {
        Vector2[] corners = [back.Apply(new(0, 0)), back.Apply(new(sizePixels, 0)), back.Apply(new(0, sizePixels)), back.Apply(new(sizePixels))];
        (int left, int width) = Span(corners.Min(corner => corner.X), corners.Max(corner => corner.X), side, picture.Width);
        (int top, int height) = Span(corners.Min(corner => corner.Y), corners.Max(corner => corner.Y), side, picture.Height);
        return (
            BlockMeans.Of(picture, left, top, width, height, side),
            new SimilarityTransform(back.A / side, back.B / side, (back.Shift - new Vector2(left, top)) / side));
    }

    /// <summary>The pixels of one axis between two places and a block to each side, inside the picture; at least one.</summary>
    private static (int Start, int Length) Span(float from, float to, int side, int length)
    {
        int start = (int)Math.Clamp(MathF.Floor(from) - side, 0, length - 1);
        int end = (int)Math.Clamp(MathF.Ceiling(to) + side, start + 1, length);
        return (start, end - start);
    }

    /// <summary>The mean of samples x samples points spread evenly over one crop pixel.</summary>
    private static Vector3 Mean(PixelSampler pixels, SimilarityTransform back, Vector2 corner, int samples)
    {
        Vector3 sum = Vector3.Zero;
        float step = 1f / samples;
        Vector2 right = new Vector2(back.A, back.B) * step;
        for (int j = 0; j < samples; j++)
        {
            Vector2 point = back.Apply(corner + new Vector2(step / 2, (j + 0.5f) * step));
            for (int i = 0; i < samples; i++)
            {
                sum += pixels.At(point);
                point += right;
            }
        }

        return sum / (samples * samples);
    }
}
