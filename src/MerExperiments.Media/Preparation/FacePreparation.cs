using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Faces;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>Video clips to the aligned pictures of their dominant face, one .npy per clip. Clips that are face pictures already stay as they are.
/// Called where a detector is set.</summary>
internal sealed class FacePreparation(MediaModels<IFaceDetector> detectors, Workspace workspace, PrepareOptions options)
{
    private const string CodeVersion = "2";

    /// <summary>What would keep the detector from running.</summary>
    public IReadOnlyList<Fault> Check() => detectors.Check(options.Faces);

    /// <summary>The corpus with face pictures for every video clip; the corpus itself where there is no video clip.</summary>
    public PreparedCorpus Prepare(Corpus corpus, PreparationRun run)
    {
        if (!corpus.Utterances.Any(IsVideo))
        {
            return new PreparedCorpus(corpus, [], []);
        }

        string rate = options.FramesPerSecond is { } perSecond ? perSecond.ToString("R", CultureInfo.InvariantCulture) + " frames a second" : "all frames";
        var key = new PreparationKey("faces", [CodeVersion, .. detectors.KeyOf(options.Faces), CardFile.Definition(options.FaceCrop), CardFile.Definition(options.Decoding), rate]);
        string path = key.FolderIn(workspace, corpus, u => IsVideo(u) ? u.VideoPath : null, run);
        var folder = new PreparedFolder(path, "frames_looked_at", "frames_kept", "faces_followed", "mean_score");
        using IStageProgress stage = run.Progress.Begin($"find faces ({options.Faces}, {rate})", corpus.Utterances.Count, "clips");
        using IFaceDetector detector = detectors.Open(options.Faces);
        IReadOnlyList<PreparedClip> clips = folder.GetOrCreate(corpus.Utterances, u => Make(folder, u, detector, run.Cancellation), run, stage);
        return PreparedSignals.Replace(
            corpus, folder, clips, "prepare faces", u => u.VideoPath, (u, path, refusal) => u with { VideoPath = path, VideoRefusal = refusal });
    }

    private PreparedClip Make(PreparedFolder folder, Utterance utterance, IFaceDetector detector, CancellationToken cancellation)
    {
        if (!IsVideo(utterance))
        {
            return new PreparedClip(utterance.Name, "", "", "", "", "", "");
        }

        try
        {
            FrameSampling sampling = options.FramesPerSecond is { } perSecond ? FrameSampling.PerSecond(perSecond) : FrameSampling.All;
            FaceClip faces = new FaceCropper(detector, options.FaceCrop).Crop(VideoReader.Read(utterance.VideoPath!, sampling, options.Decoding, cancellation));
            string file = $"{utterance.Name}.npy";
            faces.Frames.Save(folder.PathOf(file));
            return new PreparedClip(utterance.Name, file, "", [.. Facts(faces)]);
        }
        catch (ClipException e)
        {
            return new PreparedClip(utterance.Name, "", e.Reason, "", "", "", "");
        }
    }

    private static IEnumerable<string> Facts(FaceClip faces)
    {
        yield return Number(faces.FramesLookedAt);
        yield return Number(faces.Frames.Count);
        yield return Number(faces.Tracks);
        yield return faces.Faces.Count > 0 ? Number(faces.Faces.Average(face => face.Face.Score)) : "";
    }

    /// <summary>True where an utterance has a video file rather than face pictures.</summary>
    public static bool IsVideo(Utterance utterance) => utterance.VideoPath is { } path
        && !path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && File.Exists(path);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
