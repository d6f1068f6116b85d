using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using MerExperiments.Features;

namespace MerExperiments.Encoders;

/// <summary>Computes the missing shards of a table: clips are read by some threads, gathered in order, encoded by others and written by one, all at once.</summary>
/// <remarks>What waits between the stages is bounded in clips and in bytes, so memory does not depend on the corpus. Groups are cut by the order
/// and the bytes of clips alone, so the result does not depend on the threads. The first failure stops all stages and is thrown once.</remarks>
internal sealed class ExtractionPipeline<T>
    where T : class
{
    private readonly PartialTable _table;
    private readonly PipelineStages<T> _stages;
    private readonly ExtractionOptions _options;
    private readonly int _readers;
    private readonly OrderedGate _gate;
    private readonly Channel<Arrival> _clips;
    private readonly Channel<ClipGroup<T>> _groups;
    private readonly Channel<ShardAssembly> _shards = Channel.CreateBounded<ShardAssembly>(2);
    private readonly IEnumerator<Position> _positions;
    private CancellationTokenSource _stop = new();
    private Exception? _failure;
    private int _done;

    /// <summary>Prepares to fill a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="stages">What each stage does.</param>
    /// <param name="options">Threads and whom to tell.</param>
    /// <param name="readers">Threads that read clips; null for those of the options.</param>
    /// <param name="bytesInFlight">About how many bytes wait between the stages, <see cref="ExtractionOptions.GroupBytes"/> or more; null for two groups for each worker and for
    /// the stage before and after it: less and a worker waits for clips, more is memory that makes nothing faster.</param>
    public ExtractionPipeline(PartialTable table, PipelineStages<T> stages, ExtractionOptions options, int? readers = null, long? bytesInFlight = null)
    {
        (_table, _stages, _options, _readers) = (table, stages, options, readers ?? options.Readers);

        // A reader that is far ahead waits here, or a slow first clip would let all others of the corpus pile up behind it.
        _gate = new OrderedGate(FeatureStore.ShardRows * (options.Workers + 2), bytesInFlight ?? (2 * ExtractionOptions.GroupBytes * (options.Workers + 2)));

        // The queues are bounded, so that a stage that is slower than the one before it makes that one wait. They are short, because the gate counts what
        // lies in them: a longer queue would only hold the same clips somewhere else.
        _clips = Channel.CreateBounded<Arrival>(_readers);
        _groups = Channel.CreateBounded<ClipGroup<T>>(options.Workers);
        _positions = Positions().GetEnumerator();
        _done = table.Rows - table.Missing.Sum(CountOf);
    }

    private long BytesOf(PreparedClip<T> clip) => clip.Row is { } row ? _stages.BytesOf(row) : 0;

    private int CountOf(int shard) => _table.RowsOf(shard).GetOffsetAndLength(_table.Rows).Length;

    /// <summary>Runs until all shards are written.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped; shards that were finished by then are kept.</exception>
    public void Run(CancellationToken cancellation)
    {
        using CancellationTokenSource stop = _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task.WhenAll(
            Stage(ReadAsync, _readers, _clips.Writer),
            Stage(GatherAsync, 1, _groups.Writer),
            Stage(EncodeAsync, _options.Workers, _shards.Writer),
            Stage(WriteAsync, 1, null as ChannelWriter<ShardAssembly>)).GetAwaiter().GetResult();
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Runs a stage on so many threads, and says when it gives nothing more.</summary>
    private async Task Stage<TOut>(Func<Task> work, int threads, ChannelWriter<TOut>? output)
    {
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() => Guarded(work))));
        output?.Complete();
    }

    /// <returns>False where the work failed or was stopped.</returns>
    private async Task<bool> Guarded(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            await _stop.CancelAsync();
            return false;
        }
    }

    /// <summary>The rows to compute, numbered in their order; a shard that another process has finished meanwhile is left out.</summary>
    private IEnumerable<Position> Positions()
    {
        int sequence = 0;
        foreach (int shard in _table.Missing)
        {
            if (_table.IsDone(shard))
            {
                Report(CountOf(shard));
                continue;
            }

            for (int row = 0; row < CountOf(shard); row++)
            {
                yield return new Position(sequence++, shard, row);
            }
        }
    }

    private Position? Next()
    {
        lock (_positions)
        {
            return _positions.MoveNext() ? _positions.Current : null;
        }
    }

    private async Task ReadAsync()
    {
        for (Position? next = Next(); next is { } at; next = Next())
        {
            // Bytes are known only once a clip is read, so its place is taken before and its bytes are held after. The gate lets the earliest clip in even
            // where it is full: all later ones wait for it, and would wait for ever.
            await _gate.EnterAsync(at.Sequence, _stop.Token);
            PreparedClip<T> clip = _stages.Read((at.Shard * FeatureStore.ShardRows) + at.Row, _stop.Token);
            await _gate.HoldAsync(at.Sequence, BytesOf(clip), _stop.Token);
            await _clips.Writer.WriteAsync(new Arrival(at, clip), _stop.Token);
        }
    }

    /// <summary>Puts clips back in order and cuts them into groups; the end of a shard ends a group.</summary>
    private async Task GatherAsync()
    {
        // Readers finish in any order. Groups must hold the same clips every time, because a model's rounding depends on what lies beside a clip in its batch:
        // the order is restored here, so that the same corpus gives the same bytes with any number of threads.
        var early = new Dictionary<int, Arrival>();
        ClipGroup<T>? group = null;
        int next = 0;
        await foreach (Arrival arrival in _clips.Reader.ReadAllAsync(_stop.Token))
        {
            early.Add(arrival.At.Sequence, arrival);
            for (; early.Remove(next, out Arrival ready); next++)
            {
                group = Add(group, ready);
                _gate.Advance();
                bool endsShard = ready.At.Row == group.Shard.Rows.Length - 1;
                if (endsShard || group.Bytes >= ExtractionOptions.GroupBytes)
                {
                    await _groups.Writer.WriteAsync(group, _stop.Token);
                    group = endsShard ? null : new ClipGroup<T>(group.Shard);
                }
            }
        }
    }

    private ClipGroup<T> Add(ClipGroup<T>? group, Arrival arrival)
    {
        group ??= new ClipGroup<T>(new ShardAssembly(arrival.At.Shard, CountOf(arrival.At.Shard)));
        group.Add(arrival.At.Row, arrival.Clip, BytesOf(arrival.Clip));
        return group;
    }

    private async Task EncodeAsync()
    {
        await foreach (ClipGroup<T> group in _groups.Reader.ReadAllAsync(_stop.Token))
        {
            IReadOnlyList<FeatureRow> features = group.Clips.Count == 0 ? [] : _stages.Encode(group.Clips);
            long bytes = 0;
            for (int i = 0; i < features.Count; i++)
            {
                group.Shard.Rows[group.Rows[i]] = features[i];
                bytes += (long)features[i].Values.Length * sizeof(float);
            }

            // The features wait for the rest of their shard, so they count too; they are held before the clips are let go, or the bound would be broken between.
            _gate.Hold(bytes);
            _gate.Release(group.Bytes);
            if (group.Shard.Finish(group.Count, bytes))
            {
                // Without the token: a shard that is computed is written also where the work is stopped, and is not computed again.
                await _shards.Writer.WriteAsync(group.Shard);
            }
        }
    }

    /// <summary>Writes what is finished, also after the work was stopped; after a failure of its own it only takes shards, so that no worker waits for ever.</summary>
    private async Task WriteAsync()
    {
        bool failed = false;
        await foreach (ShardAssembly shard in _shards.Reader.ReadAllAsync())
        {
            failed = failed || !await Guarded(() => Keep(shard));
        }
    }

    private Task Keep(ShardAssembly shard)
    {
        _stages.Write(shard.Shard, shard.Rows);
        _gate.Release(shard.Bytes);
        Report(shard.Rows.Length);
        return Task.CompletedTask;
    }

    private void Report(int rows) => _options.Progress?.Invoke(Interlocked.Add(ref _done, rows), _table.Rows);

    private readonly record struct Position(int Sequence, int Shard, int Row);

    private readonly record struct Arrival(Position At, PreparedClip<T> Clip);
}
