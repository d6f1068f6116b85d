using System.Globalization;

namespace MerExperiments.Media.Decoding;

/// <summary>Which frames of a clip are read: all, a number spread evenly, or some per second. A choice of frames never depends on what a container claims.</summary>
public sealed record FrameSampling
{
    private readonly int _count;
    private readonly double _perSecond;

    private FrameSampling(int count, double perSecond) => (_count, _perSecond) = (count, perSecond);

    /// <summary>Every frame.</summary>
    public static FrameSampling All { get; } = new(0, 0);

    /// <summary>Whether the number of frames must be known first, which decodes the clip once more.</summary>
    internal bool NeedsCount => _count > 0;

    /// <summary>The middle frames of so many equal parts of the clip; every frame once where the clip has no more.</summary>
    /// <remarks>Part k of n of a clip of N frames gives the frame floor((k + 1/2) N / n). The clip is decoded twice: first to count its frames.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1 or above 100,000.</exception>
    public static FrameSampling Uniform(int count) =>
        count is >= 1 and <= 100_000
            ? new FrameSampling(count, 0)
            : throw new ArgumentOutOfRangeException(nameof(count), count, "it must lie in 1 to 100,000");

    /// <summary>The first frame of each part of 1/n seconds; every frame where the clip has no more of them per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0 and at most 240.</exception>
    public static FrameSampling PerSecond(double framesPerSecond) =>
        framesPerSecond is > 0 and <= 240
            ? new FrameSampling(0, framesPerSecond)
            : throw new ArgumentOutOfRangeException(nameof(framesPerSecond), framesPerSecond, "it must lie above 0 and be at most 240");

    /// <inheritdoc/>
    public override string ToString() => (_count, _perSecond) switch
    {
        ( > 0, _) => string.Create(CultureInfo.InvariantCulture, $"{_count} frames evenly"),
        (_, > 0) => string.Create(CultureInfo.InvariantCulture, $"{_perSecond} frames per second"),
        _ => "all frames",
    };

    /// <summary>The choice as an expression of ffmpeg's filter <c>select</c>; null takes all.</summary>
    /// <param name="frames">The clip's number of frames where <see cref="NeedsCount"/>; else of no meaning.</param>
    /// <remarks>Frame i is the middle of a part where ceil(i n / N - 1/2) rises from i to i + 1. Times carry a microsecond's rounding.</remarks>
    internal string? Expression(int frames) => (_count, _perSecond) switch
    {
        ( > 0, _) when _count >= frames => null,
        ( > 0, _) => string.Create(CultureInfo.InvariantCulture, $"gt(ceil((n+1)*{_count}/{frames}-0.5),ceil(n*{_count}/{frames}-0.5))"),
        (_, > 0) => string.Create(
            CultureInfo.InvariantCulture,
            $"isnan(prev_selected_t)+gt(floor((t+0.000001)*{_perSecond:R}),floor((prev_selected_t+0.000001)*{_perSecond:R}))"),
        _ => null,
    };
}
