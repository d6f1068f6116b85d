using System.Text.Json;
using MerExperiments.Runs;

namespace MerExperiments.Tests;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "\\u001b[2J\\u001b]0;title\\u0007")]
    [InlineData("\u009b31m\u007f\0", "\\u009b31m\\u007f\\u0000")]
    [InlineData("evil\u202egnp.exe\u2066\u200f", "evil\\u202egnp.exe\\u2066\\u200f")]
    [InlineData("50%\r99%\r\n", "50%\\u000d99%\r\n")]
    [InlineData("two\u2028lines", "two\\u2028lines")]
    public void Of_WhatCommandsATerminal_IsShown(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("a\tb\nc")]
    [InlineData("\u7b11\u3044 \ud83d\ude00 \u0645\u0631\u062d\u0628\u0627 e\u0301")]
    public void Of_PlainText_IsTheSameString(string text) => Assert.Same(text, PrintableText.Of(text));

    [Fact]
    public void RunFiles_WhatCommandsATerminal_StandsThereAsItsNumber() =>
        Assert.Equal(
            "\"a\\u001B\\u007F\\u009B\\u2028\"", JsonSerializer.Serialize("a\u001b\u007f\u009b\u2028", RunJson.Options));
}
