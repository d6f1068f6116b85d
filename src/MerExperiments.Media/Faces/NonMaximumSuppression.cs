namespace MerExperiments.Media.Faces;

/// <summary>Leaves one box per face where a network answered with several.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>Goes through the faces from the surest down and drops those that overlap one already kept.</summary>
    /// <param name="faces">The network's answers; of equal scores the earlier one counts as surer.</param>
    /// <param name="overlapThreshold">The intersection over union above which two boxes are one face.</param>
    /// <returns>The faces kept, surest first.</returns>
    public static IReadOnlyList<DetectedFace> Keep(IEnumerable<DetectedFace> faces, float overlapThreshold)
    {
        List<DetectedFace> kept = [];
        foreach (DetectedFace face in faces.OrderByDescending(face => face.Score))
        {
            if (!kept.Exists(other => other.Box.IntersectionOverUnion(face.Box) > overlapThreshold))
            {
                kept.Add(face);
            }
        }

        return kept;
    }
}
