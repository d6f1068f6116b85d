using MerExperiments.Features;
using MerExperiments.Pipeline;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class EncodeCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    [Fact]
    public void Encode_Frames_AsksForThemAndPrintsTheTable()
    {
        _bench.Encoder.Encoded = () => [new EncodedTable("face-emotion", "clean sound", "/store/face-emotion-1", 3, 2, 1234, 7, [])];

        int exit = _bench.Mer("encode", "quickstart", "--frames", "--workers", "3");

        Assert.Equal((0, FeatureLevel.Frame, 3), (exit, _bench.Encoder.Request!.Level, _bench.Encoder.Request.Workers));
        Assert.Contains("face-emotion (clean sound): 1,234 frames of 2 of 3 utterances, 7 values each", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("/store/face-emotion-1", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_Encoders_StandInPlaceOfTheExperiments()
    {
        _bench.Mer("encode", "quickstart", "--encoders", "mel-statistics");

        Assert.Equal(["mel-statistics"], _bench.Encoder.Configuration!.Encoders);
    }

    [Fact]
    public void Encode_UnknownEncoder_Exits2AndNamesIt()
    {
        Assert.Equal(2, _bench.Mer("encode", "quickstart", "--encoders", "mel-statistic"));
        Assert.Contains("mel-statistic", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mel-statistics,,char-ngrams")]
    public void Encode_EmptyEncoder_Exits2AndNamesTheOption(string names)
    {
        Assert.Equal(2, _bench.Mer("encode", "quickstart", "--encoders", names));
        Assert.StartsWith($"command line: --encoders is \"{names}\"; it must be", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NAME is missing: The experiment, a name in experiments.json", "prepare")]
    [InlineData("NAME is missing: The experiment, a name in experiments.json", "encode", "--frames")]
    [InlineData("--workers needs a value, N: Clips encoded side by side", "encode", "quickstart", "--workers")]
    public void Encode_WordMissing_Exits2AndSaysWhich(string problem, params string[] arguments)
    {
        Assert.Equal(2, _bench.Mer(arguments));
        Assert.StartsWith($"command line: {problem}", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_UnreadableMedia_AreListed()
    {
        _bench.Encoder.Encoded = () =>
            [new EncodedTable("mel-statistics", "clean sound", "/store/m", 3, 2, null, 7, [new QuarantinedFile("a", "mel-statistics", "a.mp4", "has no audio track")])];

        _bench.Mer("encode", "quickstart");

        Assert.Contains("a.mp4 (mel-statistics): has no audio track", _bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_Stopped_Exits75AndSaysHowToGoOn()
    {
        _bench.Encoder.Encoded = () => throw new StoppedException("interrupted; what is finished is kept", "mer encode quickstart");

        Assert.Equal(75, _bench.Mer("encode", "quickstart"));
        Assert.Contains("go on with: mer encode quickstart", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_NothingToDo_SaysSo()
    {
        Assert.Equal(0, _bench.Mer("prepare", "quickstart"));
        Assert.Contains("nothing to prepare", _bench.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
