using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests;

public sealed class TextProgressTests
{
    private readonly StringWriter _output = new();
    private readonly ManualTime _time = new();

    private string[] Lines => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Stage_Short_PrintsItsBeginningAndEnd()
    {
        using (IStageProgress stage = new TextProgress(_output, _time).Begin("sweep", 2, "trials"))
        {
            stage.Advance();
            stage.Note("best 0.81");
            stage.Advance();
            _time.Pass(TimeSpan.FromSeconds(1.5));
        }

        Assert.Equal(["sweep: 2 trials", "sweep: 2/2 trials, best 0.81 in 1.5 s"], Lines);
    }

    [Fact]
    public void Stage_OfUnknownLength_CountsWithoutATotal()
    {
        IStageProgress stage = new TextProgress(_output, _time).Begin("unpack", 0, "files");
        _time.Pass(TimeSpan.FromSeconds(5));
        stage.Advance(3);
        stage.Dispose();

        Assert.Equal(["unpack", "unpack: 3 files", "unpack: 3 files in 5.0 s"], Lines);
    }

    [Fact]
    public void Stage_Long_PrintsAtMostEveryFiveSeconds()
    {
        IStageProgress stage = new TextProgress(_output, _time).Begin("encode", 100, "clips");
        for (int i = 0; i < 11; i++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            stage.Advance();
        }

        Assert.Equal(["encode: 100 clips", "encode: 5/100 clips", "encode: 10/100 clips"], Lines);
    }

    [Fact]
    public void Stage_DisposedTwice_EndsOnce()
    {
        IStageProgress stage = new TextProgress(_output, _time).Begin("encode", 1, "clips");
        stage.Dispose();
        stage.Dispose();

        Assert.Equal(2, Lines.Length);
    }

    [Fact]
    public void Advance_FromSeveralThreads_CountsAll()
    {
        using (IStageProgress stage = new TextProgress(_output, _time).Begin("encode", 1000, "clips"))
        {
            Parallel.For(0, 1000, _ => stage.Advance());
        }

        Assert.Equal("encode: 1000/1000 clips in 0.0 s", Lines[^1]);
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
