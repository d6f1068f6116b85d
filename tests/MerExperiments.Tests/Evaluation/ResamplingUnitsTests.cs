using MerExperiments.Evaluation;

namespace MerExperiments.Tests.Evaluation;

public sealed class ResamplingUnitsTests
{
    [Fact]
    public void Of_SpeakersAndUnknown_MakesOneUnitPerSpeakerAndPerUnknownRow()
    {
        var units = ResamplingUnits.Of(5, ["x", null, "y", "x", null]);
        Assert.Equal("dialogues", ResamplingUnits.Of(2, ["x", "y"], "dialogue").Name);

        Assert.Equal([[0, 3], [1], [2], [4]], units.Rows);
        Assert.Equal("speakers", units.Name);
    }

    [Fact]
    public void Of_NoGroups_MakesOneUnitPerRow()
    {
        Assert.Equal([[0], [1]], ResamplingUnits.Of(2, null).Rows);
        Assert.Equal("utterances", ResamplingUnits.Of(2, [null, null]).Name);
    }
}
