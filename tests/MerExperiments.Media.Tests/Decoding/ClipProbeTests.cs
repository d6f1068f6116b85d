using MerExperiments.Media.Decoding;

namespace MerExperiments.Media.Tests.Decoding;

public sealed class ClipProbeTests(TestClips clips) : IClassFixture<TestClips>
{
    [Fact]
    public void Read_Clip_GivesItsFacts()
    {
        ClipInfo info = ClipProbe.Read(clips.Talking("talking.mp4"));

        Assert.Equal("mov,mp4,m4a,3gp,3g2,mj2", info.Container);
        Assert.Equal(new AudioTrack("aac", 44_100, 1), info.Audio);
        Assert.Equal(new VideoTrack("mpeg4", 64, 48, 10), info.Video);
        Assert.InRange(info.ClaimedDuration!.Value.TotalSeconds, 1.95, 2.1);
        Assert.Null(info.DecodedDuration);
    }

    [Fact]
    public void Read_HonestContainer_HasNoFinding()
    {
        ClipInfo info = ClipProbe.Read(clips.Talking("talking.mp4"), decode: true);

        Assert.Empty(info.Findings);
        Assert.InRange(info.DecodedDuration!.Value.TotalSeconds, 1.95, 2.1);
    }

    [Fact]
    public void Read_ContainerThatClaims33Minutes_IsAFindingAndUsable()
    {
        ClipInfo info = ClipProbe.Read(clips.Lying("lying.mkv"), decode: true);

        Assert.Equal(33, info.ClaimedDuration!.Value.TotalMinutes);
        Assert.InRange(info.DecodedDuration!.Value.TotalSeconds, 1.95, 2.1);
        Assert.Matches(@"^its container claims 1980\.0 s, it plays 2\.[01] s; what is decoded counts$", Assert.Single(info.Findings));
    }

    [Fact]
    public void Read_SilentTrackMissing_GivesVideoAlone()
    {
        ClipInfo info = ClipProbe.Read(clips.Talking("mute.mkv", "-an -c:v mpeg4"), decode: true);

        Assert.Null(info.Audio);
        Assert.Equal(2, info.DecodedDuration!.Value.TotalSeconds, 0.02);
    }

    [Fact]
    public void Read_Wav_GivesSoundAlone()
    {
        ClipInfo info = ClipProbe.Read(clips.Talking("sound.wav", "-vn"), decode: true);

        Assert.Equal(new AudioTrack("pcm_s16le", 44_100, 1), info.Audio);
        Assert.Null(info.Video);
    }
}
