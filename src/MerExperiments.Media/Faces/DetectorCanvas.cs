namespace MerExperiments.Media.Faces;

/// <summary>How a picture lies in a network's input: scaled to a content size, at the left upper corner, the rest black.</summary>
/// <param name="ContentWidth">Pixels per row of the scaled picture.</param>
/// <param name="ContentHeight">Rows of the scaled picture.</param>
/// <param name="Width">Pixels per row of the input.</param>
/// <param name="Height">Rows of the input.</param>
internal readonly record struct DetectorCanvas(int ContentWidth, int ContentHeight, int Width, int Height)
{
    /// <summary>A picture that fills the input, whatever its sides' ratio.</summary>
    public static DetectorCanvas Stretched(int width, int height) => new(width, height, width, height);

    /// <summary>A picture whose longer side becomes a given one; both sides are filled up to a multiple.</summary>
    public static DetectorCanvas Fitted(Picture picture, int longSide, int multiple)
    {
        double scale = (double)longSide / Math.Max(picture.Width, picture.Height);
        int width = Math.Max(1, (int)Math.Round(picture.Width * scale)), height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        return new DetectorCanvas(width, height, (width + multiple - 1) / multiple * multiple, (height + multiple - 1) / multiple * multiple);
    }
}
