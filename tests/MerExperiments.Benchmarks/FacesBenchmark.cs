using MerExperiments.Encoders;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Faces;

namespace MerExperiments.Benchmarks;

/// <summary>Milliseconds of each face detector and of a crop, and frames per second from a clip's file to its face frames.</summary>
internal sealed class FacesBenchmark : IBenchmark
{
    private const int TimedTurns = 5, Repeats = 40;
    private const string ClipName = "../shared/assets/clips/WolfgangLanger_Pexels.mp4";

    public string Name => "faces";

    public string About =>
        "A face that moves and speaks, 640 x 360, 19.7 s, 472 frames. Detectors and crops: one picture of that clip, scaled to 640 x 480 and to "
        + "1920 x 1080, again and again, in milliseconds of processor. "
        + "Whole clips: VideoReader, FaceCropper and its detector, file to frames of 112 x 112; this toolkit's part runs on 1 thread, ffmpeg "
        + "decodes beside it in a process of its own, with threads of its own, and only what is waited for counts as decoding.";

    public MarkdownTable Run()
    {
        string[] columns = ["what", "of", "ms a picture: median (range)", "pictures/s", "waiting for a decoded frame", "detecting", "tracking and cropping"];
        Fault[] faults = [.. FaceDetectors.All.SelectMany(model => model.Check!(EncoderFolders.DefaultModelsRoot))];
        if (faults.Length > 0 || !File.Exists(ClipName))
        {
            return new MarkdownTable(columns, [["not measured: the models or the clip are absent", .. Enumerable.Repeat("", columns.Length - 1)]]);
        }

        IFaceDetector[] detectors = [.. FaceDetectors.All.Select(model => model.Open(EncoderFolders.DefaultModelsRoot))];
        string[][] rows = [.. Pictures(detectors), .. Clips(detectors)];
        Array.ForEach(detectors, detector => detector.Dispose());
        return new MarkdownTable(columns, rows);
    }

    private static IEnumerable<string[]> Pictures(IFaceDetector[] detectors)
    {
        Picture frame = VideoReader.Read(ClipName, FrameSampling.PerSecond(1)).ElementAt(2).Picture;
        foreach ((int width, int height) in new[] { (640, 480), (1920, 1080) })
        {
            Picture picture = frame.Resized(width, height);
            (string Name, Action Work)[] ways =
            [
                .. detectors.Select(detector => (detector.Name, (Action)(() => detector.Detect(picture)))),
                .. detectors.Select(detector => CropOf(detector, picture)),
            ];
            Timing[] timings = Turns.Warm(TimedTurns, [.. ways.Select(way => Repeated(way.Work))]);
            for (int i = 0; i < ways.Length; i++)
            {
                double[] milliseconds = [.. timings[i].ProcessorSeconds.Select(seconds => 1000 * seconds / Repeats)];
                string size = FormattableString.Invariant($"{width} x {height}");
                yield return [ways[i].Name, size, Timing.Describe(milliseconds), Rate(milliseconds), "", "", ""];
            }
        }
    }

    private static (string Name, Action Work) CropOf(IFaceDetector detector, Picture picture)
    {
        DetectedFace face = detector.Detect(picture)[0];
        var aligner = new FaceAligner();
        return (face.Landmarks is null ? "a crop of a box" : "a crop by landmarks", () => aligner.Align(picture, face));
    }

    private static IEnumerable<string[]> Clips(IFaceDetector[] detectors) =>
        from sampling in new[] { FrameSampling.PerSecond(5), FrameSampling.All }
        from detector in detectors
        select Clip(detector, sampling);

    private static string[] Clip(IFaceDetector detector, FrameSampling sampling)
    {
        FaceClipTiming[] turns = [.. Enumerable.Range(0, TimedTurns + 1).Select(_ => FaceClipTiming.Take(ClipName, detector, sampling)).Skip(1)];
        double[] milliseconds = [.. turns.Select(turn => 1000 * turn.WholeSeconds / turn.Frames)];
        string Share(Func<FaceClipTiming, double> seconds) =>
            FormattableString.Invariant($"{100 * Timing.Median(turns.Select(turn => seconds(turn) / turn.WholeSeconds)):0}%");
        return
        [
            $"clip to faces, {detector.Name}",
            FormattableString.Invariant($"{sampling}: {turns[0].Frames}"),
            Timing.Describe(milliseconds),
            Rate(milliseconds),
            Share(turn => turn.WaitingSeconds),
            Share(turn => turn.DetectingSeconds),
            Share(turn => turn.WholeSeconds - turn.WaitingSeconds - turn.DetectingSeconds),
        ];
    }

    private static string Rate(double[] milliseconds) => FormattableString.Invariant($"{1000 / Timing.Median(milliseconds):0}");

    private static Action Repeated(Action work) => () =>
    {
        for (int i = 0; i < Repeats; i++)
        {
            work();
        }
    };
}
