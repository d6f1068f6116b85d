namespace MerExperiments.Media.Faces;

/// <summary>The dominant face of a clip.</summary>
/// <param name="Frames">Its pictures, in order; none where no face was found, which is a state and not a fault.</param>
/// <param name="Faces">Where each of them comes from.</param>
/// <param name="FramesLookedAt">The number of pictures that came in.</param>
/// <param name="FramesWithoutFace">In how many of them there was no face at all, neither detected nor interpolated.</param>
/// <param name="Tracks">How many faces were followed, passers-by and false alarms included; over 1, the clip shows more than its dominant face.</param>
public sealed record FaceClip(FaceFrames Frames, IReadOnlyList<CroppedFace> Faces, int FramesLookedAt, int FramesWithoutFace, int Tracks);

/// <summary>Where one face frame comes from.</summary>
/// <param name="Frame">The picture's place from 0: among all frames of the clip where it comes from a video, else among the pictures given.</param>
/// <param name="Time">The picture's time in the clip, or null where the pictures had none.</param>
/// <param name="Face">The face in it: box, score and landmarks.</param>
/// <param name="IsInterpolated">True where it was not detected in this picture but lies between two detections.</param>
public sealed record CroppedFace(int Frame, TimeSpan? Time, DetectedFace Face, bool IsInterpolated);
