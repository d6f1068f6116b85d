using MerExperiments.Encoders.Inference;
using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Media.Spectral;

namespace MerExperiments.Encoders.Tests;

/// <summary>Clips longer than the 30 s of log-mel, under a card that says nothing of cutting.</summary>
public sealed class LogMelCuttingTests : IDisposable
{
    private static readonly WhisperLogMel Mel = new();
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(400, 320, 480_100, 2)]
    [InlineData(400, 320, 960_000, 3)]
    [InlineData(1, 320, 480_000, 1)]
    [InlineData(1, 320, 480_001, 2)]
    public void Constructor_ClipOfMoreThanAWindow_IsCutIntoPiecesThatFit(int receptiveField, int stride, int samples, int pieces)
    {
        var frames = new FrameGeometry { ReceptiveField = receptiveField, Stride = stride };
        var signal = new MelSignal(new float[samples], Mel, frames, chunking: null);
        Assert.Equal(pieces, signal.Pieces);
        Assert.Equal(frames.Frames(samples), Enumerable.Range(0, pieces).Sum(piece => signal.KeptOf(piece, 1_500, null)[0].Count));
    }

    [Fact]
    public void Validate_GeometryThatNoWindowHolds_IsRefusedWithWhatTheSignalWouldCut()
    {
        EncoderCard card = _folder.Mel();
        Assert.Empty((card with { Frames = new FrameGeometry { ReceptiveField = 400, Stride = 320 } }).Validate("card"));
        Fault fault = Assert.Single((card with { Frames = new FrameGeometry { ReceptiveField = 480_001, Stride = 320 } }).Validate("card"));
        Assert.Equal("card: chunking", fault.Place);
    }
}
