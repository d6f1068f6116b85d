using MerExperiments.Reporting.Html;

namespace MerExperiments.Reporting.Tests.Html;

/// <summary>A page is read in a terminal too: no text in it may hold a command.</summary>
public sealed class HarmlessTextTests
{
    [Fact]
    public void Encode_WhatCommandsATerminal_IsShownAsItsNumber() =>
        Assert.Equal(@"a\u001b[2J\u007f\u009b1m\u202eb", HtmlText.Encode("a\u001b[2J\u007f\u009b1m\u202eb"));
}
