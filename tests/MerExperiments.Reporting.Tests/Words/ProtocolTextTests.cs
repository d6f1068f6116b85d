using MerExperiments.Reporting.Words;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Tests.Words;

public sealed class ProtocolTextTests
{
    private static readonly RunProtocol TestPart = new() { Folds = 5, Group = "dialogue", GroupsApart = true, TestGroups = 8, SharedGroups = 0 };

    [Theory]
    [InlineData(8, 0, "none of its dialogues is in training")]
    [InlineData(8, 3, "3 of its 8 dialogues are in training too")]
    [InlineData(0, 0, "its dialogues are not known")]
    public void Of_TestPart_SaysWhoIsInBoth(int test, int shared, string expected) =>
        Assert.Contains(expected, ProtocolText.Of(TestPart with { TestGroups = test, SharedGroups = shared }), StringComparison.Ordinal);

    [Fact]
    public void Of_OuterFolds_SaysThatEachWasTheTestPartOnce() =>
        Assert.Contains("Each of 4 outer folds, no dialogue in two folds was the test part once", ProtocolText.Of(TestPart with { OuterFolds = 4 }), StringComparison.Ordinal);

    [Theory]
    [InlineData(FusedJointFeature.HiddenStates, "mean of all folds' hidden states, turned into the first fold's coordinates")]
    [InlineData(FusedJointFeature.Posteriors, "mean of all folds' posteriors.")]
    public void Of_JointModel_SaysWhatWasRead(FusedJointFeature encoding, string expected) =>
        Assert.Contains(expected, ProtocolText.Of(TestPart with { JointModel = encoding }), StringComparison.Ordinal);

    [Fact]
    public void Of_WhatARunDoesNot_IsNotSaid() => Assert.DoesNotMatch("joint model|Babble|normalised", ProtocolText.Of(TestPart));
}
