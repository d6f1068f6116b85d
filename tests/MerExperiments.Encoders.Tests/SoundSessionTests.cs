using MerExperiments.Encoders.Tests.BuiltIn;
using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests;

/// <summary>Sounds of different lengths through stand-ins of speech encoders.</summary>
public sealed class SoundSessionTests : IDisposable
{
    private static readonly Waveform[] Sounds = [.. new[] { 16_000, 5_000, 399, 16_320, 9_999, 400, 26_017, 721 }.Select((samples, i) => Graphs.Babble(samples, i))];
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Encode_AloneOrInABatch_GivesTheSameBytes(bool takesMask)
    {
        using EncoderSession session = _folder.Open(_folder.Speech(takesMask));
        Waveform[] sounds = [.. Sounds, .. Sounds.Reverse()];
        float[][] together = session.Encode(sounds);
        Assert.All(sounds.Index(), sound => Assert.Equal(together[sound.Index], session.Encode([sound.Item])[0]));
    }

    [Fact]
    public void Encode_PaddedWithMaskOrNever_Agrees()
    {
        using EncoderSession padded = _folder.Open(_folder.Speech(takesMask: true)), exact = _folder.Open(_folder.Speech(takesMask: false));
        Near.All(exact.Encode(Sounds), padded.Encode(Sounds));
    }

    [Fact]
    public void EncodeFrames_Sound_HasAsManyAsItsLengthGives()
    {
        using EncoderSession session = _folder.Open(_folder.Speech(takesMask: true));
        EncodedFrames[] frames = session.EncodeFrames([.. Sounds.Select(session.Prepare)]);
        Assert.Equal([49, 15, 1, 50, 30, 1, 81, 2], frames.Select(one => one.Count));
        Assert.All(frames, one => Assert.Equal(one.Count * 16, one.Values.Length));
    }

    [Theory]
    [InlineData(0.2, 0.08)]
    [InlineData(0.31, 0.1)]
    [InlineData(5, 0.04)]
    public void Encode_ConvolutionsInChunks_EqualsTheWhole(double chunkSeconds, double contextSeconds)
    {
        EncoderCard card = _folder.Speech(takesMask: true, layers: 0);
        using EncoderSession whole = _folder.Open(card);
        using EncoderSession chunked = _folder.Open(card with { Chunking = new AudioChunking { ChunkSeconds = chunkSeconds, ContextSeconds = contextSeconds } });
        Near.All(whole.Encode(Sounds), chunked.Encode(Sounds));
        EncodedFrames expected = whole.EncodeFrames([whole.Prepare(Sounds[6])])[0], actual = chunked.EncodeFrames([chunked.Prepare(Sounds[6])])[0];
        Near.All([expected.Values], [actual.Values]);
    }

    [Fact]
    public void Encode_ChunksAloneOrInABatch_GiveTheSameBytes()
    {
        EncoderCard card = _folder.Speech(takesMask: true) with { Chunking = new AudioChunking { ChunkSeconds = 0.3, ContextSeconds = 0.1 } };
        using EncoderSession session = _folder.Open(card);
        float[][] together = session.Encode(Sounds);
        Assert.All(Sounds.Index(), sound => Assert.Equal(together[sound.Index], session.Encode([sound.Item])[0]));
    }

    [Fact]
    public void Encode_HalfPrecisionModel_IsNearTheSingleOne()
    {
        using EncoderSession half = _folder.Open(_folder.Speech(false, 1, OnnxElement.Half)), single = _folder.Open(_folder.Speech(false, 1));
        Assert.All(half.Encode(Sounds)[0].Zip(single.Encode(Sounds)[0]), pair => Assert.Equal(pair.First, pair.Second, 0.02f));
    }

    [Fact]
    public void Encode_NormalisedInput_DoesNotHearTheVolume()
    {
        using EncoderSession session = _folder.Open(_folder.Speech(takesMask: true));
        Waveform loud = Graphs.Tone(300, 8_000, 0.8f), soft = Graphs.Tone(300, 8_000, 0.1f);
        Assert.All(session.Encode([loud])[0].Zip(session.Encode([soft])[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }

    [Fact]
    public void Encode_LogMel_KeepsTheClipsFramesOnlyAndJoinsWindows()
    {
        using EncoderSession session = _folder.Open(_folder.Mel());
        Waveform[] sounds = [Graphs.Babble(16_000, 1), Graphs.Babble(500_001, 2)];
        EncodedFrames[] frames = session.EncodeFrames([.. sounds.Select(session.Prepare)]);
        Assert.Equal([50, 1_563], frames.Select(one => one.Count));
        Assert.Equal(Pooling.Apply(frames[1].Values, 16, EncoderPooling.Mean), session.Encode(sounds)[1]);
        Assert.Equal(session.Encode([sounds[0]])[0], session.Encode(sounds)[0]);
    }

    [Fact]
    public void Encode_GeometryThatTheModelDoesNotHave_IsRefusedWithBothNumbers()
    {
        EncoderCard card = _folder.Speech(takesMask: false);
        using EncoderSession session = _folder.Open(card with { Frames = card.Frames! with { Stride = 160 } });
        var refusal = Assert.Throws<InvalidInputException>(() => session.Encode([Sounds[0]]));
        Assert.Contains("gives 49 frames in \"last_hidden_state\" for an input of length 16000; by the card it must give 98", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_OtherRateOrModality_IsRefused()
    {
        using EncoderSession session = _folder.Open(_folder.Speech(takesMask: true));
        Assert.ThrowsAny<ArgumentException>(() => session.Prepare(new Waveform(new float[800], 8_000)));
        Assert.ThrowsAny<ArgumentException>(() => session.Prepare("text"));
    }

    [Fact]
    public void Bytes_Row_IsWhatItHolds()
    {
        using EncoderSession session = _folder.Open(_folder.Speech(takesMask: true));
        Assert.Equal(4 * 16_000, session.Prepare(Sounds[0]).Bytes);
    }
}
