using MerExperiments.Media.Preparation;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Media.Tests.Preparation;

public sealed class PreparedFolderTests : IDisposable
{
    private static readonly Utterance[] Utterances =
        [.. Enumerable.Range(0, 100).Select(i => new Utterance { Name = $"u{i:000}", Part = UtterancePart.Pool })];

    private readonly List<string> _told = [];
    private readonly string _root = Directory.CreateTempSubdirectory("mer-prepared-").FullName;

    [Fact]
    public void GetOrCreate_Twice_MakesEachClipOnceAndReadsTheSame()
    {
        int made = 0;
        IReadOnlyList<PreparedClip> first = Folder().GetOrCreate(Utterances, Counted(() => Interlocked.Increment(ref made)), Run(2), new NoStage());
        IReadOnlyList<PreparedClip> second = Folder().GetOrCreate(Utterances, Counted(() => Interlocked.Increment(ref made)), Run(1), new NoStage());

        Assert.Equal(100, made);
        Assert.Equal(first.Select(Text), second.Select(Text));
        Assert.Equal(Utterances.Select(u => u.Name), first.Select(clip => clip.Name));
    }

    [Fact]
    public void GetOrCreate_StoppedHalfway_GoesOnAtTheFirstMissingShard()
    {
        int made = 0;
        using var stop = new CancellationTokenSource();
        Func<Utterance, PreparedClip> stopping = Counted(() =>
        {
            if (Interlocked.Increment(ref made) == 70)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Folder().GetOrCreate(Utterances, stopping, Run(1, stop.Token), new NoStage()));
        int before = made;
        Folder().GetOrCreate(Utterances, Counted(() => Interlocked.Increment(ref made)), Run(1), new NoStage());

        Assert.Equal(70, before);
        Assert.Equal(70 + 100 - 64, made);
    }

    [Fact]
    public void GetOrCreate_RefusedClip_KeepsItsReasonAndFacts()
    {
        IReadOnlyList<PreparedClip> clips = Folder().GetOrCreate(
            [Utterances[0]], u => new PreparedClip(u.Name, "", "has no audio track, \"none\"", "7"), Run(1), new NoStage());

        Assert.Equal("u000||has no audio track, \"none\"|7", Text(Assert.Single(clips)));
    }

    [Fact]
    public void GetOrCreate_LostOrChangedFile_IsMadeAgainAndTold()
    {
        Folder().GetOrCreate(Utterances, Written, Run(2), new NoStage());
        File.Delete(Folder().PathOf("u003.wav"));
        File.WriteAllText(Folder().PathOf("u005.wav"), "");
        File.WriteAllText(Folder().PathOf("u007.wav"), "u008");

        Folder().GetOrCreate(Utterances, Written, Run(2), new NoStage());

        Assert.All(Utterances, u => Assert.Equal(u.Name, File.ReadAllText(Folder().PathOf($"{u.Name}.wav"))));
        Assert.Equal([$"3 prepared clips were damaged or lost, the first is {Folder().PathOf("u003.wav")}; they are prepared again"], _told);
    }

    [Theory]
    [InlineData("index.csv", false)]
    [InlineData("shards/00001.csv", true)]
    public void GetOrCreate_ListEdited_PreparesItsClipsAgainAndTells(string list, bool stopped)
    {
        using var stop = new CancellationTokenSource();
        int made = 0;
        void StopAtTheEnd() => (stopped && Interlocked.Increment(ref made) == 97 ? stop : null)?.Cancel();
        try
        {
            Folder().GetOrCreate(Utterances, Counted(StopAtTheEnd), Run(1, stop.Token), new NoStage());
        }
        catch (OperationCanceledException)
        {
        }

        string path = Folder().PathOf(list);
        File.WriteAllText(path, File.ReadAllText(path).Replace(",5", ",6", StringComparison.Ordinal));

        IReadOnlyList<PreparedClip> clips = Folder().GetOrCreate(Utterances, Counted(() => { }), Run(1), new NoStage());

        Assert.All(clips, clip => Assert.Equal("5", clip.Facts[0]));
        Assert.Equal([$"sound-1: {list} is not what was written (its checksum differs); its clips are prepared again"], _told);
    }

    [Fact]
    public async Task GetOrCreate_TwiceAtOnce_BothGetTheSame()
    {
        IReadOnlyList<PreparedClip>[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Folder().GetOrCreate(Utterances, Written, Run(2), new NoStage()))));

        Assert.All(results, result => Assert.Equal(results[0].Select(Text), result.Select(Text)));
        Assert.Equal(100, results[0].Count);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private PreparedFolder Folder() => new(Path.Combine(_root, "sound-1"), "snr_db");

    private PreparedClip Written(Utterance utterance)
    {
        string file = $"{utterance.Name}.wav";
        AtomicFile.WriteText(Folder().PathOf(file), utterance.Name);
        return new PreparedClip(utterance.Name, file, "", "5");
    }

    private PreparationRun Run(int workers, CancellationToken cancellation = default) => new(workers, new Heard(_told), cancellation);

    private static Func<Utterance, PreparedClip> Counted(Action count) => utterance =>
    {
        count();
        return new PreparedClip(utterance.Name, "", "", "5");
    };

    private static string Text(PreparedClip clip) => string.Join('|', [clip.Name, clip.File, clip.Reason, .. clip.Facts]);

    private sealed class Heard(List<string> told) : IRunProgress
    {
        public IStageProgress Begin(string stage, int total, string unit) => new NoStage();

        public void Say(string message) => told.Add(message);
    }

    private sealed class NoStage : IStageProgress
    {
        public void Advance(int by = 1)
        {
        }

        public void Note(string note)
        {
        }

        public void Dispose()
        {
        }
    }
}
