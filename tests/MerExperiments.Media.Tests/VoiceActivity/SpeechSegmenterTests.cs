using CsCheck;
using MerExperiments.Media.VoiceActivity;

namespace MerExperiments.Media.Tests.VoiceActivity;

/// <summary>Frames of 100 samples at 1 kHz: a frame lasts 0.1 s.</summary>
public sealed class SpeechSegmenterTests
{
    private static readonly VoiceActivityOptions Plain = new()
    {
        ShortestSpeech = TimeSpan.Zero,
        ShortestSilence = TimeSpan.Zero,
        Padding = TimeSpan.Zero,
    };

    [Fact]
    public void Segments_ProbabilityBetweenTheBars_GoesOnButDoesNotBegin() =>
        Assert.Equal([(200, 500)], Segments(Plain, 0.4f, 0.1f, 0.5f, 0.4f, 0.36f, 0.3f, 0.4f));

    [Fact]
    public void Segments_ShortPause_DoesNotEndSpeech()
    {
        VoiceActivityOptions options = Plain with { ShortestSilence = TimeSpan.FromMilliseconds(200) };

        Assert.Equal([(0, 300), (500, 600)], Segments(options, 1, 0, 1, 0, 0, 1));
    }

    [Fact]
    public void Segments_ShortSpeech_IsDropped() =>
        Assert.Equal([(200, 400)], Segments(Plain with { ShortestSpeech = TimeSpan.FromMilliseconds(150) }, 1, 0, 1, 1, 0, 0));

    [Fact]
    public void Segments_Padding_ReachesNeitherBeyondTheClipNorPastTheMiddleOfAPause() =>
        Assert.Equal([(0, 150), (150, 470), (730, 900)], Segments(Plain with { Padding = TimeSpan.FromMilliseconds(70) }, 1, 0, 1, 1, 0, 0, 0, 0, 1));

    [Fact]
    public void Segments_SpeechToTheEnd_EndsWithTheClip() => Assert.Equal([(100, 250)], InClipOf(250, Plain, 0, 1, 1));

    [Fact]
    public void Segments_OfAnything_LieInOrderApartAndInside() =>
        Gen.Select(Gen.Float[0, 1].Array[0, 60], Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300]).Sample(
            (probabilities, speech, silence, padding) =>
            {
                var options = new VoiceActivityOptions
                {
                    ShortestSpeech = TimeSpan.FromMilliseconds(speech),
                    ShortestSilence = TimeSpan.FromMilliseconds(silence),
                    Padding = TimeSpan.FromMilliseconds(padding),
                };
                (int Start, int End)[] segments = [.. Segments(options, probabilities)];
                return segments.All(s => s.Start >= 0 && s.End > s.Start && s.End <= probabilities.Length * 100)
                    && segments.Zip(segments.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
            },
            iter: 300,
            threads: 1);

    private static IEnumerable<(int Start, int End)> Segments(VoiceActivityOptions options, params float[] probabilities) =>
        InClipOf(probabilities.Length * 100, options, probabilities);

    private static IEnumerable<(int Start, int End)> InClipOf(int samples, VoiceActivityOptions options, params float[] probabilities) =>
        SpeechSegmenter.Segments(probabilities, 100, samples, 1000, options).Select(segment => (segment.Start, segment.End));
}
