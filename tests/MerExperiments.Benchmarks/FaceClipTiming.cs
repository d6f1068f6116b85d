using System.Diagnostics;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Faces;

namespace MerExperiments.Benchmarks;

/// <summary>Where the time goes from a clip's file to its face frames.</summary>
/// <param name="Frames">The frames looked at.</param>
/// <param name="WholeSeconds">From the start to the face frames.</param>
/// <param name="WaitingSeconds">Of it, until the reader handed on its frames.</param>
/// <param name="DetectingSeconds">Of it, in the detector.</param>
internal sealed record FaceClipTiming(int Frames, double WholeSeconds, double WaitingSeconds, double DetectingSeconds)
{
    /// <summary>Crops one clip and watches the clock.</summary>
    public static FaceClipTiming Take(string clip, IFaceDetector detector, FrameSampling sampling)
    {
        var watched = new WatchedDetector(detector);
        var waiting = new Stopwatch();
        var whole = Stopwatch.StartNew();
        FaceClip faces = new FaceCropper(watched).Crop(Watched(VideoReader.Read(clip, sampling), waiting));
        return new FaceClipTiming(faces.FramesLookedAt, whole.Elapsed.TotalSeconds, waiting.Elapsed.TotalSeconds, watched.Watch.Elapsed.TotalSeconds);
    }

    private static IEnumerable<VideoFrame> Watched(IEnumerable<VideoFrame> frames, Stopwatch waiting)
    {
        waiting.Start();
        foreach (VideoFrame frame in frames)
        {
            waiting.Stop();
            yield return frame;
            waiting.Start();
        }

        waiting.Stop();
    }

    private sealed class WatchedDetector(IFaceDetector detector) : IFaceDetector
    {
        public Stopwatch Watch { get; } = new();

        public string Name => detector.Name;

        public IReadOnlyList<DetectedFace> Detect(Picture picture, FaceDetectorOptions? options = null)
        {
            Watch.Start();
            IReadOnlyList<DetectedFace> faces = detector.Detect(picture, options);
            Watch.Stop();
            return faces;
        }

        public void Dispose()
        {
        }
    }
}
