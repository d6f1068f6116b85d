namespace MerExperiments.AudioText.Tests;

public sealed class JointOrderTests
{
    [Fact]
    public void Places_SoundFirst_AreThoseOfTheSoundThenThoseOfTheWords()
    {
        var order = new JointOrder(JointArrangement.SoundFirst, 3, 2);
        Assert.Equal([0, 1, 2], [.. Enumerable.Range(0, 3).Select(order.OfAudio)]);
        Assert.Equal([3, 4], [.. Enumerable.Range(0, 2).Select(order.OfToken)]);
    }

    [Theory]
    [InlineData(1, 1, "aw")]
    [InlineData(4, 2, "awaawa")]
    [InlineData(2, 4, "wawwaw")]
    [InlineData(5, 1, "aaawaa")]
    [InlineData(3, 3, "awawaw")]
    public void Places_Interleaved_AreInTheOrderOfTime(int audio, int tokens, string expected) => Assert.Equal(expected, Order(audio, tokens));

    /// <summary>Against a sort by time, the sound first of what is of the same time.</summary>
    [Fact]
    public void Places_Interleaved_AreThoseOfASort()
    {
        for (int audio = 1; audio < 40; audio++)
        {
            for (int tokens = 1; tokens < 40; tokens++)
            {
                var times = Enumerable.Range(0, audio).Select(i => (Time: ((2 * i) + 1) * tokens, Kind: 'a'))
                    .Concat(Enumerable.Range(0, tokens).Select(k => (Time: ((2 * k) + 1) * audio, Kind: 'w')));
                Assert.Equal(string.Concat(times.OrderBy(item => item.Time).Select(item => item.Kind)), Order(audio, tokens));
            }
        }
    }

    private static string Order(int audio, int tokens)
    {
        var order = new JointOrder(JointArrangement.Interleaved, audio, tokens);
        char[] places = new char[audio + tokens];
        for (int i = 0; i < audio; i++)
        {
            places[order.OfAudio(i)] = 'a';
        }

        for (int k = 0; k < tokens; k++)
        {
            places[order.OfToken(k)] = 'w';
        }

        return string.Concat(places);
    }
}
