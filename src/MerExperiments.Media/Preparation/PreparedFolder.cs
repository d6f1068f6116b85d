using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Media.Preparation;

/// <summary>A folder of prepared signals, one file per utterance, named by what they were made from: what was made once is not made again.</summary>
/// <remarks><c>index.csv</c> (name, file, bytes, reason and facts) is written last and makes the folder whole. Until then finished shards are listed in
/// <c>shards/</c>; a killed preparation goes on at the first one missing. A file that was lost or cut since is made again. Two processes that
/// prepare the same write the same bytes, and the slower one takes what the faster one finished.</remarks>
/// <param name="path">The folder.</param>
/// <param name="facts">The names of the fact columns.</param>
internal sealed class PreparedFolder(string path, params IReadOnlyList<string> facts)
{
    private const int ShardRows = 32;

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string Index => System.IO.Path.Combine(Path, "index.csv");

    private string[] Columns => ["name", "file", "bytes", "reason", .. facts];

    /// <summary>The path of a prepared file.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>The clips: from the index where it is there, else made now.</summary>
    /// <param name="utterances">The utterances, in order.</param>
    /// <param name="make">Makes one clip's file (written whole or not at all) and says what it left; called from several threads.</param>
    /// <param name="run">How.</param>
    /// <param name="stage">Told of every clip.</param>
    public IReadOnlyList<PreparedClip> GetOrCreate(IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        if (!File.Exists(Index))
        {
            Create(utterances, make, run, stage);
        }
        else
        {
            stage.Advance(utterances.Count);
        }

        return Whole(Read(Index), utterances, make);
    }

    private void Create(IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        try
        {
            Fill(utterances, make, run, stage);
            Write(Index, Enumerable.Range(0, ShardsOf(utterances)).SelectMany(shard => Read(FileOf(shard))));
        }
        catch (Exception e) when ((e is IOException or InvalidInputException) && File.Exists(Index))
        {
            // Another process that prepares the same finished first and deleted the shards under this one's hands.
        }

        RemoveShards();
    }

    /// <summary>The clips, those made again whose file is not there in the size the index says.</summary>
    private IReadOnlyList<PreparedClip> Whole(PreparedClip[] clips, IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make)
    {
        int[] lost = [.. Enumerable.Range(0, clips.Length).Where(i => clips[i].File.Length > 0 && BytesOf(clips[i]) != clips[i].Bytes)];
        foreach (int i in lost)
        {
            clips[i] = Sized(make(utterances[i]));
        }

        if (lost.Length > 0)
        {
            Write(Index, clips);
        }

        return clips;
    }

    private long BytesOf(PreparedClip clip) => new FileInfo(PathOf(clip.File)) is { Exists: true } file ? file.Length : -1;

    private PreparedClip Sized(PreparedClip clip) => clip.File.Length == 0 ? clip : clip with { Bytes = BytesOf(clip) };

    private void Fill(IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = run.Workers, CancellationToken = run.Cancellation };
        try
        {
            Parallel.For(0, ShardsOf(utterances), options, shard =>
            {
                Utterance[] rows = [.. utterances.Take((shard * ShardRows)..((shard + 1) * ShardRows))];
                if (File.Exists(FileOf(shard)) || File.Exists(Index))
                {
                    stage.Advance(rows.Length);
                    return;
                }

                Write(FileOf(shard), [.. rows.Select(utterance => Make(utterance, make, run, stage))]);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private PreparedClip Make(Utterance utterance, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        PreparedClip clip = Sized(make(utterance));
        stage.Advance();
        return clip;
    }

    private void Write(string file, IEnumerable<PreparedClip> clips)
    {
        string text = CsvTable.Format(Columns, clips.Select(clip => (string[])[clip.Name, clip.File, clip.Bytes.ToString(CultureInfo.InvariantCulture), clip.Reason, .. clip.Facts]));
        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private PreparedClip[] Read(string file) =>
    [
        .. CsvTable.Read(file).Rows.Select(row => new PreparedClip(row["name"], row["file"], row["reason"], [.. facts.Select(fact => row[fact])])
        {
            Bytes = long.TryParse(row["bytes"], CultureInfo.InvariantCulture, out long bytes) ? bytes : -1,
        }),
    ];

    private static int ShardsOf(IReadOnlyList<Utterance> utterances) => (utterances.Count + ShardRows - 1) / ShardRows;

    private string FileOf(int shard) => System.IO.Path.Combine(Path, "shards", string.Create(CultureInfo.InvariantCulture, $"{shard:D5}.csv"));

    private void RemoveShards()
    {
        try
        {
            Directory.Delete(System.IO.Path.Combine(Path, "shards"), recursive: true);
        }
        catch (IOException)
        {
            // Another process that prepares the same may be deleting them too; what is left is never read again.
        }
    }
}
