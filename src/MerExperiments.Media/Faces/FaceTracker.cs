using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>Links the faces of a clip's frames into tracks, as the frames come, and says which track is the dominant face.</summary>
/// <remarks>
/// A face goes to the track whose expected place (it moves on as before) it overlaps most; what is left, to the track whose last place is
/// nearest, if the sizes agree; what is still left starts a track. Who a face belongs to is not looked at: after a cut, another person at
/// the same place continues the track. One tracker serves one clip on one thread.
/// </remarks>
/// <param name="options">The rules for links; null for the defaults.</param>
internal sealed class FaceTracker(FaceTrackerOptions? options = null)
{
    private readonly FaceTrackerOptions _options = options ?? new FaceTrackerOptions();
    private readonly List<FaceTrack> _tracks = [];

    /// <summary>All tracks, in the order of appearance.</summary>
    public IReadOnlyList<FaceTrack> Tracks => _tracks;

    /// <summary>The track of the largest weight (box area times score, summed over its frames), so far; the earliest of equals, null where there is no face.</summary>
    public FaceTrack? Dominant => _tracks.MaxBy(track => track.Weight);

    /// <summary>Adds the faces of the next frame.</summary>
    /// <param name="frame">The frame's number, higher than the last call's; gaps are counted in it.</param>
    /// <param name="faces">Its faces.</param>
    /// <returns>The track of each face. A track's <see cref="FaceTrack.LastFace"/> is by then this frame's.</returns>
    public IReadOnlyList<FaceTrack> Add(int frame, IReadOnlyList<DetectedFace> faces)
    {
        var linked = new FaceTrack?[faces.Count];
        List<FaceTrack> open = [.. _tracks.Where(track => !HasEnded(track, frame))];
        Link(open, faces, linked, (track, face) => OverlapOf(track, face, frame));
        Link(open, faces, linked, NearnessOf);
        return [.. faces.Select((face, i) => Put(linked[i], frame, face))];
    }

    /// <summary>True where a face of this frame could no longer be linked to the track.</summary>
    public bool HasEnded(FaceTrack track, int frame) => frame - track.Last - 1 > _options.MaximumGapFrames;

    /// <summary>Links the likest pair, then the likest of the rest, and so on; pairs of likeness 0 are not linked.</summary>
    private static void Link(List<FaceTrack> open, IReadOnlyList<DetectedFace> faces, FaceTrack?[] linked, Func<FaceTrack, DetectedFace, float> likeness)
    {
        var pairs =
            from track in open
            from i in Enumerable.Range(0, faces.Count)
            where linked[i] is null
            let like = likeness(track, faces[i])
            where like > 0
            orderby like descending
            select (track, i);
        foreach ((FaceTrack track, int i) in pairs.ToArray())
        {
            if (linked[i] is null && open.Remove(track))
            {
                linked[i] = track;
            }
        }
    }

    private float OverlapOf(FaceTrack track, DetectedFace face, int frame)
    {
        float overlap = track.Expected(frame).IntersectionOverUnion(face.Box);
        return overlap >= (float)_options.LeastOverlap ? overlap : 0;
    }

    private float NearnessOf(FaceTrack track, DetectedFace face)
    {
        float side = MathF.Sqrt(track.LastFace.Box.Area), other = MathF.Sqrt(face.Box.Area);
        float distance = Vector2.Distance(track.LastFace.Box.Centre, face.Box.Centre) / ((side + other) / 2);
        return distance <= (float)_options.FarthestSides && Math.Max(side, other) <= Math.Min(side, other) * (float)_options.LargestSizeRatio
            ? 1 / (1 + distance)
            : 0;
    }

    private FaceTrack Put(FaceTrack? track, int frame, DetectedFace face)
    {
        if (track is null)
        {
            track = new FaceTrack(_tracks.Count, frame, face);
            _tracks.Add(track);
            return track;
        }

        track.Add(frame, face);
        return track;
    }
}
