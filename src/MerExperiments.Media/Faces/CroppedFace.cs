namespace MerExperiments.Media.Faces;

/// <summary>Where one face frame comes from.</summary>
/// <param name="Frame">The picture's place from 0: among all frames of the clip where it comes from a video, else among the pictures given.</param>
/// <param name="Time">The picture's time in the clip, or null where the pictures had none.</param>
/// <param name="Face">The face in it: box, score and landmarks.</param>
/// <param name="IsInterpolated">True where it was not detected in this picture but lies between two detections.</param>
public sealed record CroppedFace(int Frame, TimeSpan? Time, DetectedFace Face, bool IsInterpolated);
