using MerExperiments.Settings;

namespace MerExperiments.Tests.Settings;

public sealed class SettingKeyTests
{
    [Fact]
    public void Of_Record_HasItsKeysAndThoseOfInlineRecordsInOrder() => Assert.Equal(
        ["wholeNumber", "share", "shares", "byName", "kind", "section", "low", "high", "title", "mode"], SettingKey.Of(typeof(OuterOptions)).Select(key => key.Name));

    [Fact]
    public void Of_Keys_SayWhatTheyHold()
    {
        Assert.Equal((typeof(double), false, true, false), (Key("share").ValueType, Key("share").IsList, Key("share").IsOptional, Key("share").IsRequired));
        Assert.Equal((typeof(double), true, false), (Key("shares").ValueType, Key("shares").IsList, Key("shares").IsOptional));
        Assert.Equal((true, false), (Key("byName").IsMap, Key("byName").IsSection));
        Assert.Equal((true, false), (Key("section").IsSection, Key("title").IsSection));
        Assert.True(Key("title").IsRequired);
    }

    [Fact]
    public void GetAndSet_KeyOfAnInlineRecord_ReachIt()
    {
        var options = new OuterOptions { Title = "t" };

        Key("high").Set(options, 3);

        Assert.Equal((3, 3), (options.Inline.High, (int)Key("high").Get(options)!));
    }

    [Theory]
    [InlineData(0, "is 0; it must be 1 or more")]
    [InlineData(11, "is 11; it must be 10 or less")]
    [InlineData(10, null)]
    public void RangeProblem_Number_IsHeldAgainstBothEnds(double number, string? expected) => Assert.Equal(expected, Key("wholeNumber").RangeProblem(number));

    [Fact]
    public void ChoicesOf_Enumeration_AreInKebabCase() => Assert.Equal(["first-of-all", "last"], SettingKey.ChoicesOf(typeof(OptionsMode)));

    [Fact]
    public void ToJson_ListOfChoices_HoldsTheirNames() => Assert.Equal("[\"last\"]", SettingKey.ToJson(new ValueList<OptionsMode>([OptionsMode.Last]))!.ToJsonString());

    private static SettingKey Key(string name) => SettingKey.Of(typeof(OuterOptions)).Single(key => key.Name == name);
}
