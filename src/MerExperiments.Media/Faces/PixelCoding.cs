namespace MerExperiments.Media.Faces;

/// <summary>What a network wants for a pixel: (value - mean) / scale, in one of two channel orders.</summary>
/// <param name="RedFirst">True for red, green, blue; false for blue, green, red.</param>
/// <param name="Mean">Taken off each value of 0 to 255.</param>
/// <param name="Scale">What the rest is divided by.</param>
internal readonly record struct PixelCoding(bool RedFirst, float Mean, float Scale);
