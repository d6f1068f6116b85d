using CsCheck;
using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class CtcDecodingTests
{
    private const int A = 1, B = 2;

    [Theory]
    [InlineData("aab", "1 2")] // repeats are one
    [InlineData("a-ab", "1 1 2")] // unless a blank stands between
    [InlineData("--a--", "1")]
    [InlineData("-", "")]
    [InlineData("", "")]
    [InlineData("abab", "1 2 1 2")]
    public void Greedy_Path_CollapsesRepeatsAndDropsBlanks(string path, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', CtcDecoding.Greedy(Certain(path), 3, 0)));

    [Theory]
    [InlineData("aab")]
    [InlineData("a-ab")]
    [InlineData("-b-bba-")]
    public void Beam_CertainPath_EqualsGreedy(string path) =>
        Assert.Equal(CtcDecoding.Greedy(Certain(path), 3, 0), CtcDecoding.Beam(Certain(path), 3, 0, 4));

    [Fact]
    public void Beam_TextWithSeveralPaths_BeatsTheBestPath()
    {
        // Blank .6, a .4 in two frames: the best path is blank blank (.36), but a, a-, -a together have .64.
        float[] scores = Logarithms([.6, .4, .6, .4]);
        Assert.Empty(CtcDecoding.Greedy(scores, 2, 0));
        Assert.Equal([A], CtcDecoding.Beam(scores, 2, 0, 2));
    }

    [Fact]
    public void Beam_RepeatWithoutBlank_IsOneToken()
    {
        // a a: P(a) = .5*.5 (aa) + .5*.3 + .3*.5 (with a blank) = .55; aa needs a blank between, so it has no path in two frames.
        Assert.Equal([A], CtcDecoding.Beam(Logarithms([.3, .5, .2, .3, .5, .2]), 3, 0, 10));
    }

    [Fact]
    public void Beam_Logits_AreBroughtToProbabilities()
    {
        float[] logarithms = Logarithms([.6, .4, .55, .45]);
        float[] logits = [.. logarithms.Select(value => value + 100)];
        Assert.Equal(CtcDecoding.Beam(logarithms, 2, 0, 3), CtcDecoding.Beam(logits, 2, 0, 3));
    }

    [Fact]
    public void Beam_WideEnough_FindsTheMostProbableText() =>
        Gen.Double[0.05, 1].Array[12].Sample(weights =>
        {
            double[] frames = [.. weights.Chunk(3).SelectMany(frame => frame.Select(weight => weight / frame.Sum()))];
            (string text, double probability) = Texts(frames).MaxBy(pair => pair.Value);
            string found = string.Concat(CtcDecoding.Beam(Logarithms(frames), 3, 0, 100).Select(token => token == A ? 'a' : 'b'));
            Assert.True(found == text || Math.Abs(Texts(frames)[found] - probability) < 1e-6);
        });

    [Fact]
    public void Advance_ManyFrames_HoldsOnlyPrefixesThatStayed()
    {
        var beam = new PrefixBeam(blank: 0, width: 2);
        float[] frame = [.. Enumerable.Range(0, 50).Select(token => -MathF.Log(50) - (token / 1000f))];
        for (int i = 0; i < 20; i++)
        {
            beam.Advance(frame);
        }

        Assert.InRange(beam.HeldPrefixes, 1, 1 + (20 * 2));
    }

    /// <summary>Every text with the sum of the probabilities of its paths.</summary>
    private static Dictionary<string, double> Texts(double[] frames)
    {
        int count = frames.Length / 3;
        var texts = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int code = 0; code < Math.Pow(3, count); code++)
        {
            int[] path = [.. Enumerable.Range(0, count).Select(frame => code / (int)Math.Pow(3, frame) % 3)];
            string text = string.Concat(path.Where((token, i) => token != 0 && (i == 0 || path[i - 1] != token)).Select(token => token == A ? 'a' : 'b'));
            texts[text] = texts.GetValueOrDefault(text) + path.Select((token, frame) => frames[(3 * frame) + token]).Aggregate(1.0, (x, y) => x * y);
        }

        return texts;
    }

    private static float[] Certain(string path) => [.. path.SelectMany(c => Enumerable.Range(0, 3).Select(token => token == (c == '-' ? 0 : c == 'a' ? A : B) ? 5f : 0f))];

    private static float[] Logarithms(double[] probabilities) => [.. probabilities.Select(p => (float)Math.Log(p))];
}
