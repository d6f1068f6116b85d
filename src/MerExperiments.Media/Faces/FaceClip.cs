namespace MerExperiments.Media.Faces;

/// <summary>The dominant face of a clip.</summary>
/// <param name="Frames">Its pictures, in order; none where no face was found, which is a state and not a fault.</param>
/// <param name="Faces">Where each of them comes from.</param>
/// <param name="FramesLookedAt">The number of pictures that came in.</param>
/// <param name="FramesWithoutFace">In how many of them there was no face at all, neither detected nor interpolated.</param>
/// <param name="Tracks">How many faces were followed, passers-by and false alarms included; over 1, the clip shows more than its dominant face.</param>
public sealed record FaceClip(FaceFrames Frames, IReadOnlyList<CroppedFace> Faces, int FramesLookedAt, int FramesWithoutFace, int Tracks);
