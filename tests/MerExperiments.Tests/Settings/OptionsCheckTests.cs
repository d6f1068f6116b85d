using MerExperiments.Settings;

namespace MerExperiments.Tests.Settings;

public sealed class OptionsCheckTests
{
    private static readonly OuterOptions Good = new() { Title = "t" };

    [Fact]
    public void Faults_Defaults_AreNone() => Assert.Empty(OptionsCheck.Faults(Good, "place"));

    [Fact]
    public void Faults_EverySortOfKeyOutOfItsRange_AreAllNamedByTheirPath() => Assert.Equal(
        [
            "p.wholeNumber: is 11; it must be 10 or less",
            "p.share: is -0.5; it must be 0 or more",
            "p.shares[1]: is 2; it must be 1 or less",
            "p.byName.sad: is 3; it must be 1 or less",
            "p.kind.depth: is 9; it must be 3 or less",
            "p.section.depth: is 4; it must be 3 or less",
            "p.high: is 5; it must be 3 or less",
        ],
        Faults(Good with
        {
            WholeNumber = 11,
            Share = -0.5,
            Shares = [0, 2],
            ByName = new ValueMap([new("sad", 3)]),
            Kind = new KindSettings("x", new InnerOptions { Depth = 9 }),
            Section = new InnerOptions { Depth = 4 },
            Inline = new InlineOptions { High = 5 },
        }));

    [Fact]
    public void Faults_NotANumber_IsOutOfEveryRange() => Assert.Equal(["p.share: is NaN; it must be 0 or more"], Faults(Good with { Share = double.NaN }));

    [Fact]
    public void Faults_ListTooShort_SaysHowManyItMustHave() => Assert.Equal(["p.shares: has 1 values; it must have 2 or more"], Faults(Good with { Shares = [0.5] }));

    [Fact]
    public void Faults_RulesBetweenKeys_AreToldOfTheRecordAndOfThoseInlineInIt() => Assert.Equal(
        ["p.wholeNumber: is 7; it must be another", "p.low: is 3, above high, which is 2"],
        Faults(Good with { WholeNumber = 7, Inline = new InlineOptions { Low = 3 } }));

    [Fact]
    public void Require_NoPlace_NamesKeysAlone() => Assert.Equal(
        "wholeNumber: is 0; it must be 1 or more", Assert.Throws<InvalidInputException>(() => OptionsCheck.Require(Good with { WholeNumber = 0 }, "")).Faults[0].ToString());

    private static string[] Faults(OuterOptions options) => [.. OptionsCheck.Faults(options, "p").Select(fault => fault.ToString())];
}
