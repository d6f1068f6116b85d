using MerExperiments.Media;

namespace MerExperiments.Encoders.Inference;

/// <summary>Brings a face frame into an image model's size, channels and order of axes; values stay bytes.</summary>
internal static class PictureBytes
{
    /// <summary>The frames in the size that a model takes; themselves where it is theirs.</summary>
    public static FaceFrames Sized(FaceFrames faces, int sizePixels) => faces.SidePixels == sizePixels
        ? faces
        : FaceFrames.Of([.. Enumerable.Range(0, faces.Count).Select(i => new Picture(faces.SidePixels, faces.SidePixels, faces[i].ToArray()))], sizePixels);

    /// <summary>The bytes, in the order of <see cref="ImagePreparation.Shape"/>.</summary>
    /// <param name="frame">[size, size, 3], BGR.</param>
    /// <param name="image">What the model takes.</param>
    public static byte[] Of(ReadOnlySpan<byte> frame, ImagePreparation image) =>
        image.Channels == ChannelOrder.Grey ? Grey(frame) : Colours(frame, image);

    private static byte[] Grey(ReadOnlySpan<byte> bgr)
    {
        byte[] grey = new byte[bgr.Length / 3];
        for (int i = 0; i < grey.Length; i++)
        {
            // Weights in 1/16384, as OpenCV rounds them.
            grey[i] = (byte)(((bgr[3 * i] * 1868) + (bgr[(3 * i) + 1] * 9617) + (bgr[(3 * i) + 2] * 4899) + 8192) >> 14);
        }

        return grey;
    }

    private static byte[] Colours(ReadOnlySpan<byte> bgr, ImagePreparation image)
    {
        byte[] picture = new byte[bgr.Length];
        int pixels = bgr.Length / 3;
        bool planes = image.Layout == TensorLayout.Nchw;
        for (int channel = 0; channel < 3; channel++)
        {
            int source = image.Channels == ChannelOrder.Bgr ? channel : 2 - channel;
            for (int i = 0; i < pixels; i++)
            {
                picture[planes ? (channel * pixels) + i : (3 * i) + channel] = bgr[(3 * i) + source];
            }
        }

        return picture;
    }
}
