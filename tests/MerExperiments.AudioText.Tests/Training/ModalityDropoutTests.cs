using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class ModalityDropoutTests
{
    private static readonly ModalityDropout Dropout = new(0.2, 0.3, new NamedSeed(5));

    [Fact]
    public void Draw_OfManyRows_KeepsToTheChances()
    {
        RowChannels[] drawn = [.. Enumerable.Range(0, 4000).Select(row => Dropout.Draw(row % 7, row, hasSound: true, hasWords: true))];
        Assert.InRange(drawn.Count(choice => choice == RowChannels.AudioAlone), 700, 900);
        Assert.InRange(drawn.Count(choice => choice == RowChannels.TextAlone), 1080, 1320);
    }

    [Fact]
    public void Draw_OfARowAndEpoch_IsAlwaysTheSame() =>
        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(Dropout.Draw(3, row, true, true), Dropout.Draw(3, row, true, true)));

    [Fact]
    public void Draw_OfARowInManyEpochs_Changes() =>
        Assert.Equal(3, Enumerable.Range(0, 50).Select(epoch => Dropout.Draw(epoch, 0, true, true)).Distinct().Count());

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Draw_OfARowThatLacksOne_NeverTakesTheOther(bool hasSound, bool hasWords) =>
        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(RowChannels.Both, Dropout.Draw(0, row, hasSound, hasWords)));
}
