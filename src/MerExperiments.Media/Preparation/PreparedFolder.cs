using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>A folder of prepared signals, one file per utterance, named by what they were made from: what was made once is not made again.</summary>
/// <remarks><c>index.csv</c> (name, file, its SHA-256, reason and facts) is written last and makes the folder whole. Until then finished shards are listed in
/// <c>shards/</c>; a killed preparation goes on at the first one missing. All files are read and checked whenever the folder is opened: what was lost or damaged
/// since is told of and made again. Two processes that prepare the same write the same bytes, and the slower one takes what the faster one finished.</remarks>
/// <param name="path">The folder.</param>
/// <param name="facts">The names of the fact columns.</param>
internal sealed class PreparedFolder(string path, params IReadOnlyList<string> facts)
{
    private const int ShardRows = 32;

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string Index => PathOf("index.csv");

    private string ShardFolder => PathOf("shards");

    private string[] Columns => ["name", "file", "sha256", "reason", .. facts];

    /// <summary>The path of a prepared file.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>The clips: from the index where it is there, else made now.</summary>
    /// <param name="utterances">The utterances, in order.</param>
    /// <param name="make">Makes one clip's file (written whole or not at all) and says what it left; called from several threads.</param>
    /// <param name="run">How.</param>
    /// <param name="stage">Told of every clip.</param>
    public IReadOnlyList<PreparedClip> GetOrCreate(IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        if (IsWhole(Index, run))
        {
            stage.Advance(utterances.Count);
        }
        else
        {
            Create(utterances, make, run, stage);
        }

        CacheFolder.Touch(Path);
        return Mended(Read(Index), utterances, make, run);
    }

    private void Create(IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        var shards = new Shards(ShardFolder, "csv", utterances.Count, ShardRows);
        try
        {
            Shards.ForEach(Enumerable.Range(0, shards.Count), run.Workers, Fill, run.Cancellation);
            Write(Index, Enumerable.Range(0, shards.Count).SelectMany(shard => Read(shards.FileOf(shard))));
        }
        catch (Exception e) when ((e is IOException or InvalidInputException) && CheckedFile.IsWhole(Index))
        {
            // Another process that prepares the same finished first and deleted the shards under this one's hands.
        }

        CacheFolder.Remove(ShardFolder);

        void Fill(int shard)
        {
            if (IsWhole(shards.FileOf(shard), run) || CheckedFile.IsWhole(Index))
            {
                stage.Advance(shards.CountOf(shard));
                return;
            }

            Write(shards.FileOf(shard), [.. utterances.Take(shards.RowsOf(shard)).Select(utterance => Make(utterance, make, run, stage))]);
        }
    }

    /// <summary>True where a list is there as it was written; a damaged one is told of.</summary>
    private bool IsWhole(string list, PreparationRun run)
    {
        Fault? damage = CheckedFile.DamageOf(list);
        if (damage is not null)
        {
            run.Progress.Say($"{System.IO.Path.GetFileName(Path)}: {System.IO.Path.GetRelativePath(Path, list)} {damage.Problem}; its clips are prepared again");
        }

        return damage is null && File.Exists(list);
    }

    /// <summary>The clips, those made again whose file is not there as the index says.</summary>
    private PreparedClip[] Mended(PreparedClip[] clips, IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run)
    {
        bool[] isDamaged = new bool[clips.Length];
        Shards.ForEach(Enumerable.Range(0, clips.Length), run.Workers, i => isDamaged[i] = HashOf(clips[i].File) != clips[i].Sha256, run.Cancellation);
        int[] damaged = [.. Enumerable.Range(0, clips.Length).Where(i => isDamaged[i])];
        if (damaged.Length == 0)
        {
            return clips;
        }

        run.Progress.Say($"{damaged.Length} prepared clips were damaged or lost, the first is {PathOf(clips[damaged[0]].File)}; they are prepared again");
        foreach (int i in damaged)
        {
            clips[i] = Hashed(make(utterances[i]));
        }

        Write(Index, clips);
        return clips;
    }

    /// <summary>The hash of a prepared file; the empty string where there is none.</summary>
    private string HashOf(string file) => file.Length > 0 && File.Exists(PathOf(file)) ? ContentHash.OfFile(PathOf(file)) : "";

    private PreparedClip Hashed(PreparedClip clip) => clip with { Sha256 = HashOf(clip.File) };

    private PreparedClip Make(Utterance utterance, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        PreparedClip clip = Hashed(make(utterance));
        stage.Advance();
        return clip;
    }

    private void Write(string file, IEnumerable<PreparedClip> clips) => CheckedFile.WriteText(
        file, CsvTable.Format(Columns, clips.Select(clip => (string[])[clip.Name, clip.File, clip.Sha256, clip.Reason, .. clip.Facts])));

    private PreparedClip[] Read(string file) =>
    [
        .. CsvTable.Read(file).Rows.Select(row => new PreparedClip(row["name"], row["file"], row["reason"], [.. facts.Select(fact => row[fact])]) { Sha256 = row["sha256"] }),
    ];
}
