using System.Collections.Concurrent;
using MerExperiments.Features;

namespace MerExperiments.Encoders.Tests;

/// <summary>The pipeline with made-up stages: order, bounds, failures, stopping.</summary>
public sealed class ExtractionPipelineTests : IDisposable
{
    private const int Rows = (3 * FeatureStore.ShardRows) + 17;
    private const long Megabyte = 1L << 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-").FullName;
    private readonly string[] _names = [.. Enumerable.Range(0, Rows).Select(row => $"clip-{row:D4}")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(3, 5)]
    public void Run_AnyThreads_PutsEachRowInItsPlace(int workers, int readers)
    {
        FeatureTable table = Fill(Stages(), new ExtractionOptions { Workers = workers }, readers);
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => Absent(row) ? float.NaN : row), Enumerable.Range(0, Rows).Select(row => table[row][0]));
        Assert.Equal(FeatureState.Silent, table.States[30]);
    }

    [Fact]
    public void Run_GroupsOfAnyThreads_AreTheSame()
    {
        static string[] Sorted(ConcurrentBag<string> groups) => [.. groups.Order(StringComparer.Ordinal)];
        Assert.Equal(Sorted(GroupsOf(workers: 1, readers: 1)), Sorted(GroupsOf(workers: 3, readers: 4)));
    }

    [Fact]
    public void Run_SlowWorker_LetsNoMoreWaitThanTheBoundAndOneGroup()
    {
        const long Bound = 20 * Megabyte;
        long held = 0, most = 0;
        PipelineStages<string> stages = Stages(row =>
        {
            Interlocked.Add(ref held, Megabyte);
            return new PreparedClip<string>(FeatureState.Present, $"{row}");
        }) with
        {
            BytesOf = _ => Megabyte,
            Encode = clips =>
            {
                Max(ref most, Interlocked.Read(ref held));
                Thread.Yield();
                Interlocked.Add(ref held, -clips.Count * Megabyte);
                return Encode(clips);
            },
        };
        const int Readers = 4;
        Fill(stages, readers: Readers, bytesInFlight: Bound);
        Assert.InRange(most, Megabyte, Bound + ExtractionOptions.GroupBytes + (Readers * Megabyte));
    }

    [Fact]
    public void Run_ClipLargerThanTheBound_IsLetThroughAlone()
    {
        PipelineStages<string> stages = Stages() with { BytesOf = _ => 100 * Megabyte };
        Assert.Equal(5f, Fill(stages, readers: 3, bytesInFlight: ExtractionOptions.GroupBytes)[5][0]);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("encode")]
    [InlineData("write")]
    public void Run_StageFails_StopsAllStagesAndThrowsItOnce(string stage)
    {
        PipelineStages<string> whole = Stages();
        PipelineStages<string> stages = stage switch
        {
            "read" => whole with { Read = (row, stop) => row == 201 ? throw new NotSupportedException("broke") : whole.Read(row, stop) },
            "encode" => whole with { Encode = clips => clips.Contains("201") ? throw new NotSupportedException("broke") : Encode(clips) },
            _ => whole with { Write = (shard, rows) => throw new NotSupportedException("broke") },
        };
        var failure = Assert.Throws<NotSupportedException>(() => Fill(stages, new ExtractionOptions { Workers = 2 }));
        Assert.Equal("broke", failure.Message);
    }

    [Fact]
    public void Run_Stopped_KeepsFinishedShardsAndComputesThemNoMore()
    {
        using var stop = new CancellationTokenSource();
        var options = new ExtractionOptions { Progress = (_, _) => stop.Cancel() };
        PipelineStages<string> stages = Stages(row =>
        {
            if (row == 2 * FeatureStore.ShardRows)
            {
                stop.Token.WaitHandle.WaitOne();
            }

            return Clip(row);
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Fill(stages, options, cancellation: stop.Token));

        var read = new ConcurrentBag<int>();
        Fill(Stages(row =>
        {
            read.Add(row);
            return Clip(row);
        }));

        Assert.DoesNotContain(0, read);
        Assert.Equal(0, read.Min() % FeatureStore.ShardRows);
    }

    [Fact]
    public void Run_StoppedWhileAWorkerWaits_ReturnsWithoutIt()
    {
        using var stop = new CancellationTokenSource();
        PipelineStages<string> stages = Stages() with
        {
            Encode = clips =>
            {
                stop.Cancel();
                return Encode(clips);
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Fill(stages, readers: 3, cancellation: stop.Token));
    }

    [Fact]
    public void Run_Progress_CountsEveryRowOnce()
    {
        var told = new ConcurrentBag<int>();
        Fill(Stages(), new ExtractionOptions { Progress = (done, _) => told.Add(done) });
        Assert.Equal([128, 256, 384, Rows], told.Order());
    }

    private ConcurrentBag<string> GroupsOf(int workers, int readers)
    {
        var groups = new ConcurrentBag<string>();
        PipelineStages<string> stages = Stages() with
        {
            BytesOf = clip => Megabyte * (1 + (clip.Length % 3)),
            Encode = clips =>
            {
                groups.Add(string.Join(' ', clips));
                return Encode(clips);
            },
        };
        Fill(stages, new ExtractionOptions { Workers = workers }, readers, store: $"{workers}-{readers}");
        return groups;
    }

    private static void Max(ref long most, long value)
    {
        for (long seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static bool Absent(int row) => row % 10 == 0 && row > 0;

    private static PreparedClip<string> Clip(int row) =>
        Absent(row) ? new(FeatureState.Silent) : new(FeatureState.Present, FormattableString.Invariant($"{row}"));

    private static IReadOnlyList<FeatureRow> Encode(IReadOnlyList<string> clips) =>
        [.. clips.Select(clip => new FeatureRow(FeatureState.Present, new[] { float.Parse(clip, System.Globalization.CultureInfo.InvariantCulture) }))];

    private static PipelineStages<string> Stages(Func<int, PreparedClip<string>>? read = null) => new()
    {
        Read = (row, _) => (read ?? Clip)(row),
        BytesOf = clip => clip.Length,
        Encode = Encode,
        Write = null!,
    };

    private FeatureTable Fill(
        PipelineStages<string> stages,
        ExtractionOptions? options = null,
        int? readers = null,
        long? bytesInFlight = null,
        CancellationToken cancellation = default,
        string store = "store")
    {
        var card = new FeatureCard
        {
            Encoder = "made-up",
            Modality = Modality.Audio,
            Dimension = 1,
            Graphs = [],
            Preparation = "",
            Pooling = "",
            CorpusHash = "",
            MediaHash = "",
        };
        var features = new FeatureStore(Path.Combine(_folder, store));
        features.Complete(card, _names, table => new ExtractionPipeline<string>(
            table, stages.Write is null ? stages with { Write = table.Write } : stages, options ?? new ExtractionOptions(), readers, bytesInFlight).Run(cancellation));
        return features.Find(card)!.Table;
    }
}
