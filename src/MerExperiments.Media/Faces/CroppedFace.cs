namespace MerExperiments.Media.Faces;

/// <summary>Where one face frame comes from.</summary>
/// <param name="Frame">The picture's place among those looked at, from 0.</param>
/// <param name="Time">The picture's time in the clip, or null where the pictures had none.</param>
/// <param name="Face">The face in it: box, score and landmarks.</param>
/// <param name="IsInterpolated">True where it was not detected in this picture but lies between two detections.</param>
public sealed record CroppedFace(int Frame, TimeSpan? Time, DetectedFace Face, bool IsInterpolated);
