using CsCheck;
using MerExperiments.Media.VoiceActivity;

namespace MerExperiments.Media.Tests.VoiceActivity;

/// <summary>Frames of 100 samples at 1 kHz: a frame lasts 0.1 s. Speech of 0.25 s counts, a pause of 0.1 s ends it, 30 samples are added at its ends.</summary>
public sealed class SpeechSegmenterTests
{
    [Fact]
    public void Segments_ProbabilityBetweenTheBars_GoesOnButDoesNotBegin() =>
        Assert.Equal([(170, 530)], Segments(0.4f, 0.1f, 0.5f, 0.4f, 0.36f, 0.3f, 0.4f));

    [Fact]
    public void Segments_PauseShorterThanATenthOfASecond_DoesNotEndSpeech() =>
        Assert.Equal([(0, 400)], InClipOf(400, 50, 1, 1, 0, 1, 1, 1, 1, 1));

    [Fact]
    public void Segments_ShortSpeech_IsDropped() => Assert.Equal([(170, 530)], Segments(1, 0, 1, 1, 1, 0, 1, 1, 0));

    [Fact]
    public void Segments_Padding_ReachesNotBeyondTheClip() => Assert.Equal([(0, 330), (570, 900)], Segments(1, 1, 1, 0, 0, 0, 1, 1, 1));

    [Fact]
    public void Segments_SpeechToTheEnd_EndsWithTheClip() => Assert.Equal([(70, 380)], InClipOf(380, 100, 0, 1, 1, 1));

    [Fact]
    public void Segments_OfAnything_LieInOrderApartAndInside() =>
        Gen.Select(Gen.Float[0, 1].Array[0, 60], Gen.Int[5, 200]).Sample(
            (probabilities, frame) =>
            {
                int samples = probabilities.Length * frame;
                (int Start, int End)[] segments = [.. InClipOf(samples, frame, probabilities)];
                return segments.All(s => s.Start >= 0 && s.End > s.Start && s.End <= samples)
                    && segments.Zip(segments.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
            },
            iter: 300,
            threads: 1);

    private static IEnumerable<(int Start, int End)> Segments(params float[] probabilities) => InClipOf(probabilities.Length * 100, 100, probabilities);

    private static IEnumerable<(int Start, int End)> InClipOf(int samples, int frame, params float[] probabilities) =>
        SpeechSegmenter.Segments(probabilities, frame, samples, 1000).Select(segment => (segment.Start, segment.End));
}
