using MerExperiments.Encoders.BuiltIn;

namespace MerExperiments.Encoders.Tests.BuiltIn;

/// <summary>The text graph against a recount in C#.</summary>
public sealed class CharNgramsTests : IDisposable
{
    private static readonly string[] Texts = ["我真的很高兴", "a", "你好，世界！你好，世界！", "ab", "😀 surprise 😀", new string('哈', 90)];
    private readonly EncoderSession _session = Graphs.Open(BuiltInEncoders.CharNgrams);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Encode_Texts_EqualsARecount()
    {
        float[][] features = _session.Encode(Texts);
        for (int i = 0; i < Texts.Length; i++)
        {
            float[] expected = Recount(Texts[i]);
            Assert.All(expected.Zip(features[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void Encode_AloneOrInABatch_GivesTheSameBytes()
    {
        float[][] together = _session.Encode(Texts);
        Assert.All(Texts.Index(), text => Assert.Equal(together[text.Index], _session.Encode([text.Item])[0]));
    }

    [Fact]
    public void BucketOf_Orders_HaveBucketsOfTheirOwn()
    {
        Assert.InRange(CharNgrams.BucketOf('x'), 0, 255);
        Assert.InRange(CharNgrams.BucketOf('x', 'y'), 256, 639);
        Assert.InRange(CharNgrams.BucketOf('x', 'y', 'z'), 640, 1_023);
    }

    private static float[] Recount(string text)
    {
        long[] runes = [.. text.EnumerateRunes().Select(rune => (long)rune.Value)];
        double[] counts = new double[CharNgrams.Dimension];
        for (int order = 1; order <= 3; order++)
        {
            for (int at = 0; at + order <= runes.Length; at++)
            {
                counts[CharNgrams.BucketOf(runes.AsSpan(at, order))]++;
            }
        }

        double[] logs = [.. counts.Select(count => Math.Log(1 + count))];
        double norm = Math.Sqrt(logs.Sum(log => log * log));
        return [.. logs.Select(log => (float)(log / norm))];
    }
}
