namespace MerExperiments.Media.Decoding;

/// <summary>The arguments under which a clip nobody vouches for is opened.</summary>
/// <remarks>One local file, read by one of the demuxers below: none of them opens another file or a network address, as playlists (HLS, concat)
/// do. The path is absolute and carries the protocol, so that a name that starts with a hyphen or looks like an address is a file's name still.
/// One thread each: clips are decoded side by side, and complaints come in one order.</remarks>
internal static class FFmpegArguments
{
    /// <summary>The demuxers that may open a clip, by ffmpeg's names.</summary>
    public const string Containers = "mov,matroska,avi,wav,w64,mp3,flac,ogg,aac,ac3,mpegts,mpeg,mpegvideo,flv,asf,amr,aiff,caf,au,m4v,h264,hevc";

    /// <summary>8K pictures: beyond that a decoder refuses to reserve the memory.</summary>
    private const int MostPixels = 7680 * 4320;

    /// <summary>What comes before the input's own name, and it.</summary>
    public static string[] Input(string path) =>
        ["-protocol_whitelist", "file", "-format_whitelist", Containers, "-i", $"file:{Path.GetFullPath(path)}"];

    /// <summary>ffmpeg's arguments that turn one track of a clip into bytes on its standard output.</summary>
    /// <param name="path">The clip.</param>
    /// <param name="output">The track, the filters, the codec and the muxer.</param>
    public static string[] Decode(string path, params ReadOnlySpan<string> output) =>
    [
        "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-max_pixels", $"{MostPixels}", .. Input(path), "-sn", "-dn", .. output, "pipe:1",
    ];
}
