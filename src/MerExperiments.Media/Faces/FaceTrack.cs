using System.Numerics;

namespace MerExperiments.Media.Faces;

/// <summary>One face over the frames of a clip, as far as place and size tell.</summary>
internal sealed class FaceTrack
{
    private const float VelocityMemory = 0.5f;

    private Vector2 _velocity;

    internal FaceTrack(int number, int frame, DetectedFace face)
    {
        (Number, First, Last, LastFace) = (number, frame, frame, face);
        Weight = WeightOf(face);
    }

    /// <summary>Its number in the clip, from 0 in the order of appearance.</summary>
    public int Number { get; }

    /// <summary>The first frame it was found in.</summary>
    public int First { get; }

    /// <summary>The last frame it was found in.</summary>
    public int Last { get; private set; }

    /// <summary>The face in that frame.</summary>
    public DetectedFace LastFace { get; private set; }

    /// <summary>Box area times score, summed over the frames it was found in.</summary>
    public double Weight { get; private set; }

    /// <summary>The detection before the last one, or null.</summary>
    internal (int Frame, DetectedFace Face)? Earlier { get; private set; }

    /// <summary>What one face adds to <see cref="Weight"/>.</summary>
    internal static double WeightOf(DetectedFace face) => (double)face.Box.Area * face.Score;

    /// <summary>Where the face would be if it moved on as before.</summary>
    internal FaceBox Expected(int frame) => LastFace.Box.Moved(_velocity * (frame - Last));

    /// <summary>Adds the face of a later frame.</summary>
    internal void Add(int frame, DetectedFace face)
    {
        Vector2 step = (face.Box.Centre - LastFace.Box.Centre) / (frame - Last);
        _velocity = First == Last ? step : Vector2.Lerp(step, _velocity, VelocityMemory);
        Earlier = (Last, LastFace);
        (Last, LastFace) = (frame, face);
        Weight += WeightOf(face);
    }
}
