using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Preparation;

/// <summary>A folder of prepared signals, one file per utterance, named by what they were made from: what was made once is not made again.</summary>
/// <remarks><c>index.csv</c> (name, file, reason and facts) is written last and makes the folder whole. Until then finished shards are listed in
/// <c>shards/</c>; a killed preparation goes on at the first one missing. Two processes that prepare the same write the same bytes.</remarks>
/// <param name="path">The folder.</param>
/// <param name="facts">The names of the fact columns.</param>
internal sealed class PreparedFolder(string path, params IReadOnlyList<string> facts)
{
    private const int ShardRows = 32;

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string Index => System.IO.Path.Combine(Path, "index.csv");

    private string[] Columns => ["name", "file", "reason", .. facts];

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
            Fill(utterances, make, run, stage);
            IEnumerable<PreparedClip> all = Enumerable.Range(0, ShardsOf(utterances)).SelectMany(shard => Read(FileOf(shard)));
            Write(Index, all);
            RemoveShards();
        }
        else
        {
            stage.Advance(utterances.Count);
        }

        return Read(Index);
    }

    private void Fill(IReadOnlyList<Utterance> utterances, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = run.Workers, CancellationToken = run.Cancellation };
        try
        {
            Parallel.For(0, ShardsOf(utterances), options, shard =>
            {
                Utterance[] rows = [.. utterances.Skip(shard * ShardRows).Take(ShardRows)];
                if (File.Exists(FileOf(shard)))
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

    private static PreparedClip Make(Utterance utterance, Func<Utterance, PreparedClip> make, PreparationRun run, IStageProgress stage)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        PreparedClip clip = make(utterance);
        stage.Advance();
        return clip;
    }

    private void Write(string file, IEnumerable<PreparedClip> clips)
    {
        string text = CsvTable.Format(Columns, clips.Select(clip => (string[])[clip.Name, clip.File, clip.Reason, .. clip.Facts]));
        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private PreparedClip[] Read(string file) =>
    [
        .. CsvTable.Read(file).Rows.Select(row => new PreparedClip(row["name"], row["file"], row["reason"], [.. facts.Select(fact => row[fact])])),
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
