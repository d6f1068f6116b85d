namespace MerExperiments.Media.Decoding;

/// <summary>Reads what a container says of itself and, where asked, what it really holds. Safe for several threads.</summary>
internal static class ClipProbe
{
    /// <summary>Reads a clip's facts through ffprobe.</summary>
    /// <param name="path">The clip.</param>
    /// <param name="decode">Whether to decode it too, to know how long it really plays.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ClipException">The file is missing, unreadable, no clip, has neither sound nor pictures, or cannot be decoded where that was asked for.</exception>
    /// <exception cref="InvalidInputException">ffmpeg is not installed, or an option is out of its range.</exception>
    public static ClipInfo Read(string path, bool decode = false, DecodingOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= DecodingOptions.Default;
        OpenedClip clip = OpenedClip.Of(path, options, cancellation);
        ClipFile.IsWav(path, options.KeepDamaged);
        ContainerFacts facts = ContainerFacts.Read(clip);
        if (facts.Audio is null && facts.Video is null)
        {
            throw new ClipException(path, "has neither an audio nor a video track; a clip has one of them");
        }

        TimeSpan? decoded = decode ? Decoded(clip, facts) : null;
        return new ClipInfo(facts.Container, facts.ClaimedDuration, decoded, facts.Audio, facts.Video, Findings(facts.ClaimedDuration, decoded));
    }

    private static TimeSpan Decoded(OpenedClip clip, ContainerFacts facts)
    {
        TimeSpan sound = facts.Audio is null ? TimeSpan.Zero : SoundReader.Read(clip.Path, facts.Audio.SampleRateHz, clip.Options, clip.Cancellation).Duration;
        TimeSpan picture = facts.Video is null ? TimeSpan.Zero : VideoReader.Measure(clip).Duration;
        return sound > picture ? sound : picture;
    }

    /// <summary>True where a container's claim is off by more than a tenth of what plays and more than half a second.</summary>
    public static bool IsOff(TimeSpan claimed, TimeSpan plays) =>
        (claimed - plays).Duration().TotalSeconds is var off && off > 0.5 && off > 0.1 * plays.TotalSeconds;

    private static string[] Findings(TimeSpan? claimed, TimeSpan? decoded)
    {
        if (claimed is not { } says || decoded is not { } plays)
        {
            return [];
        }

        return IsOff(says, plays)
            ? [FormattableString.Invariant($"its container claims {says.TotalSeconds:0.0} s, it plays {plays.TotalSeconds:0.0} s; what is decoded counts")]
            : [];
    }
}
