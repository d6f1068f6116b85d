namespace MerExperiments.Media.Decoding;

/// <summary>One frame of a clip.</summary>
/// <param name="Picture">What it shows, upright: a rotation that the container asks for is done.</param>
/// <param name="Index">Its place among all frames of the clip that can be decoded, from 0.</param>
/// <param name="Time">When it is shown, from the clip's start.</param>
public sealed record VideoFrame(Picture Picture, int Index, TimeSpan Time);
