namespace MerExperiments.Media.Decoding;

/// <summary>Facts about a clip.</summary>
/// <param name="Container">ffmpeg's name of the container, e.g. <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="ClaimedDuration">How long the container says it plays; null where it does not say.</param>
/// <param name="DecodedDuration">How long its longer track plays when decoded; null where that was not asked for.</param>
/// <param name="Audio">Its first audio track, or null where it has none.</param>
/// <param name="Video">Its first video track, or null where it has none.</param>
/// <param name="Findings">What a reader should know of a clip that can be used nevertheless; empty for most.</param>
internal sealed record ClipInfo(
    string Container,
    TimeSpan? ClaimedDuration,
    TimeSpan? DecodedDuration,
    AudioTrack? Audio,
    VideoTrack? Video,
    IReadOnlyList<string> Findings);

/// <summary>A clip's first audio track, as its container describes it.</summary>
/// <param name="Codec">ffmpeg's name of the codec, e.g. <c>aac</c>.</param>
/// <param name="SampleRateHz">Samples per second and channel.</param>
/// <param name="Channels">Channels; reading averages them.</param>
internal sealed record AudioTrack(string Codec, int SampleRateHz, int Channels);

/// <summary>A clip's first video track that is not a cover picture, as its container describes it.</summary>
/// <param name="Codec">ffmpeg's name of the codec, e.g. <c>h264</c>.</param>
/// <param name="Width">Pixels per row as stored, before any rotation.</param>
/// <param name="Height">Rows as stored.</param>
/// <param name="FramesPerSecond">The mean over the track; null where the container does not say.</param>
internal sealed record VideoTrack(string Codec, int Width, int Height, double? FramesPerSecond);
