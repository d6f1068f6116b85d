using CsCheck;
using MerExperiments.Encoders.Inference;

namespace MerExperiments.Encoders.Tests;

/// <summary>How clips are cut.</summary>
public sealed class AudioPieceTests
{
    private static readonly FrameGeometry Hubert = new() { ReceptiveField = 400, Stride = 320 };

    [Theory]
    [InlineData(399, 1)]
    [InlineData(400, 1)]
    [InlineData(719, 1)]
    [InlineData(720, 2)]
    [InlineData(16_000, 49)]
    public void Frames_Samples_AreFloorOfTheRestByTheStridePlusOne(int samples, int expected) => Assert.Equal(expected, Hubert.Frames(samples));

    [Fact]
    public void Of_ThreeChunks_KeepsEachFrameOnceAndDropsTheContext()
    {
        // 100 frames: chunks of 40 strides with a context of 5.
        AudioPiece[] pieces = AudioPiece.Of((99 * 320) + 400, Hubert, new AudioChunking { ChunkSeconds = 0.8, ContextSeconds = 0.1 });
        Assert.Equal(
            [
                new AudioPiece(0, 45 * 320, 0, new FrameSpan(0, 40)),
                new AudioPiece(35 * 320, 50 * 320, 40, new FrameSpan(5, 40)),
                new AudioPiece(75 * 320, (24 * 320) + 400, 80, new FrameSpan(5, 20)),
            ],
            pieces);
    }

    [Fact]
    public void Of_ClipNoLongerThanAChunk_IsOnePiece() =>
        Assert.Single(AudioPiece.Of(16_000, Hubert, new AudioChunking { ChunkSeconds = 1, ContextSeconds = 1 }));

    [Fact]
    public void Of_AnyClip_KeepsEachFrameOnceAndEachPieceHasTheFramesItKeeps() =>
        Gen.Select(Gen.Int[1, 60_000], Gen.Int[1, 900], Gen.Int[1, 500], Gen.Double[0.01, 2], Gen.Double[0, 0.5]).Sample((samples, receptive, stride, chunk, context) =>
        {
            var geometry = new FrameGeometry { ReceptiveField = receptive, Stride = stride };
            var chunking = new AudioChunking { ChunkSeconds = chunk, ContextSeconds = context };
            int next = 0;
            foreach (AudioPiece piece in AudioPiece.Of(samples, geometry, chunking))
            {
                Assert.Equal(next, piece.FirstFrame);
                Assert.Equal(piece.FirstFrame, (piece.Start / stride) + piece.Kept.From);
                Assert.True(piece.Start % stride == 0 && piece.Start + piece.Length <= samples);
                Assert.True(piece.Kept.From + piece.Kept.Count <= geometry.Frames(piece.Length));
                Assert.True(piece.Length <= AudioPiece.LongestOf(geometry, chunking));
                next += piece.Kept.Count;
            }

            Assert.Equal(geometry.Frames(samples), next);
        });
}
