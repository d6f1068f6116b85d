using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>Cuts a face out of a picture: with landmarks turned upright onto a template, without as the square around its box. Thread-safe.</summary>
/// <remarks>
/// Sampling is bilinear; where the crop has fewer pixels than the picture's face, a crop pixel is the mean of a grid of samples over its area.
/// What lies outside the picture repeats the picture's nearest edge pixel.
/// </remarks>
/// <param name="sizePixels">Height and width of the crop; default 112.</param>
/// <param name="margin">Without landmarks, how much longer than the box's longer side the square is, half of it on each side; default 0.3.</param>
public sealed class FaceAligner(int sizePixels = FaceFrames.SizePixels, float margin = 0.3f)
{
    private const int TemplateSize = 112, MostSamplesPerSide = 16;

    /// <summary>Where the five landmarks lie in a crop of 112 x 112.</summary>
    /// <remarks>The template published with Deng et al., "ArcFace", 2019 (the InsightFace project), on which most public face encoders were trained.</remarks>
    public static FaceLandmarks Template { get; } = new(
        new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f));

    /// <summary>The crop of one face, [size, size, 3].</summary>
    public Picture Align(Picture picture, DetectedFace face)
    {
        byte[] crop = new byte[sizePixels * sizePixels * 3];
        Sample(picture, TransformOf(face), crop);
        return new Picture(sizePixels, sizePixels, crop);
    }

    /// <summary>Where a point of the picture lies in the crop.</summary>
    public SimilarityTransform TransformOf(DetectedFace face)
    {
        if (face.Landmarks is { } landmarks)
        {
            float scale = (float)sizePixels / TemplateSize;
            return SimilarityTransform.Between(landmarks.Points, Template.Each(point => point * scale).Points);
        }

        float side = Math.Max(face.Box.Width, face.Box.Height) * (1 + margin), zoom = sizePixels / side;
        return new SimilarityTransform(zoom, 0, -zoom * (face.Box.Centre - new Vector2(side / 2)));
    }

    private void Sample(Picture picture, SimilarityTransform transform, Span<byte> crop)
    {
        SimilarityTransform back = transform.Inverse;
        int samples = Math.Clamp((int)MathF.Round(back.Scale), 1, MostSamplesPerSide);
        var pixels = new PixelSampler(picture);
        for (int y = 0; y < sizePixels; y++)
        {
            for (int x = 0; x < sizePixels; x++)
            {
                Vector3 colour = Mean(pixels, back, new Vector2(x, y), samples) + new Vector3(0.5f);
                int at = 3 * ((y * sizePixels) + x);
                (crop[at], crop[at + 1], crop[at + 2]) = ((byte)colour.X, (byte)colour.Y, (byte)colour.Z);
            }
        }
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
