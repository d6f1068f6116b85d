using MerExperiments.EndToEnd.Structure;
using MerExperiments.Features;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>Preparing and encoding real clips, through what <c>mer prepare</c> and <c>mer encode</c> call.</summary>
public sealed class PreparationTests : IDisposable
{
    private static readonly string Assets = Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared", "assets"));

    private SmallWorkspace? _workspace;

    [Fact]
    public void Encode_FramesOfATalkingFace_GivesAFrameLevelTable()
    {
        EncodedTable table = Assert.Single(Encoder("face-emotion", "single,single_face.mp4\nnone,no_face.mp4").Encode(Configuration(), Request(FeatureLevel.Frame), new Silence(), default));

        FrameTable frames = FrameTable.Read(table.Folder);
        Assert.Equal((2, 1, 7), (table.Utterances, table.Present, table.Dimension));
        Assert.Equal([FeatureState.NoFace, FeatureState.Present], frames.States);
        Assert.InRange(frames.FramesOf(1), 10, 13);
        Assert.All(Enumerable.Range(0, frames.FramesOf(1)), i => Assert.Equal(1, Sum(frames[1].Slice(7 * i, 7)), 1e-4));
    }

    [Fact]
    public void Encode_ClipsWithoutATrack_AreListedWithTheReasonAndTheRestGoesOn()
    {
        IReadOnlyList<EncodedTable> tables = Encoder("mel-statistics", "silent,woman2.mp4\nsingle,single_face.mp4").Encode(Configuration(), Request(FeatureLevel.Utterance), new Silence(), default);

        EncodedTable table = Assert.Single(tables);
        Assert.Equal(1, table.Present);
        Assert.Contains("has no audio track", Assert.Single(table.Quarantined).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_Twice_FindsWhatWasPrepared()
    {
        ICorpusEncoder encoder = Encoder("mel-statistics", "single,single_face.mp4");
        PreparedCorpus first = Assert.Single(encoder.Prepare(Configuration(), Request(FeatureLevel.Utterance), new Silence(), default));
        DateTime written = File.GetLastWriteTimeUtc(first.Corpus.Utterances[0].AudioPath!);

        PreparedCorpus second = Assert.Single(encoder.Prepare(Configuration(), Request(FeatureLevel.Utterance), new Silence(), default));

        Assert.Equal(first.Folders, second.Folders);
        Assert.Equal(written, File.GetLastWriteTimeUtc(second.Corpus.Utterances[0].AudioPath!));
    }

    public void Dispose() => _workspace?.Dispose();

    private CorpusEncoder Encoder(string encoder, string clips)
    {
        bool ffmpeg = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));
        Assert.SkipUnless(ffmpeg && Directory.Exists(Path.Combine(Assets, "clips")), "needs ffmpeg and the recordings of shared/assets");
        _workspace = new SmallWorkspace(
            $$"""
            { "experiments": { "small": {
                "question": "q", "corpus": { "kind": "manifest", "manifest": "clips.csv", "root": "{{Assets}}/clips", "labels": ["a", "b"] },
                "models": { "root": "{{Assets}}/models" }, "prepare": { "faces": "yunet", "framesPerSecond": 5 }, "encoders": ["{{encoder}}"] } } }
            """);
        File.WriteAllText(Path.Combine(_workspace.Root, "clips.csv"), $"name,clip\n{clips}\n");
        return new CorpusEncoder(new Toolkit(), new Workspace(_workspace.Root));
    }

    private ExperimentConfiguration Configuration()
    {
        var workspace = new Workspace(_workspace!.Root);
        return new Toolkit().Catalogue(workspace).Resolve("small", []);
    }

    private static EncodingRequest Request(FeatureLevel level) => new() { Command = "a test", Workers = 2, Level = level };

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
