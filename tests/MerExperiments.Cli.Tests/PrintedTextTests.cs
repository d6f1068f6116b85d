using MerExperiments.Cli.Commands;
using MerExperiments.Media.Preparation;
using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli.Tests;

/// <summary>Text from outside leaves the tool in no form that commands a terminal.</summary>
public sealed class PrintedTextTests : IDisposable
{
    private const string Evil = "a\u001b[2J\u009b1m\u202eb\rc", Shown = "a\\u001b[2J\\u009b1m\\u202eb\\u000dc";
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Refusal_EscapesInAFileOrValue_AreShown()
    {
        _bench.Encoder.Encoded = () => throw new InvalidInputException($"{Evil}.csv:2", $"has the label \"{Evil}\"");
        Assert.Equal(2, _bench.Mer("encode", "quickstart"));
        Assert.Equal($"{Shown}.csv:2: has the label \"{Shown}\"{Environment.NewLine}", _bench.Error);
    }

    [Fact]
    public void Failure_EscapesInItsTextAndTrace_AreShown()
    {
        _bench.Encoder.Encoded = () => throw new IOException(Evil);
        Assert.Equal(1, _bench.Mer("encode", "quickstart", "--trace"));
        Assert.Contains($"failed: {Shown.Replace("\\u000d", " ")}", _bench.Error, StringComparison.Ordinal);
        AssertHarmless(_bench.Error);
    }

    [Fact]
    public void CommandLine_Escapes_AreShown()
    {
        Assert.Equal(2, _bench.Mer("run", "quickstart", Evil));
        AssertHarmless(_bench.Error);
    }

    [Fact]
    public void Quarantine_EscapesInAReason_AreShown()
    {
        _bench.Encoder.Prepared = () => [Prepared(new QuarantinedFile("u1", "denoise", $"{Evil}.wav", $"ffmpeg says \"{Evil}\""))];
        Assert.Equal(0, _bench.Mer("prepare", "quickstart"));
        Assert.Contains("  a\\u001b[2J\\u009b1m\\u202eb", _bench.Output, StringComparison.Ordinal);
        AssertHarmless(_bench.Output);
    }

    [Fact]
    public void Table_OnATerminal_KeepsItsOwnCommandsOnly()
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(output) });
        console.Pipeline.Attach(new PrintedSegments());
        console.Write(new Table().AddColumn("name").AddRow(Markup.Escape("a\u001b]0;x\u0007")));
        console.Write(new ControlCode("\u001b[2K"));
        Assert.Contains("a\\u001b]0;x\\u0007", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\u001b[2K", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LastingWriter_NobodyReads_GoesOn()
    {
        var writer = new LastingWriter(new StreamWriter(new GoneStream()) { AutoFlush = true });
        writer.WriteLine("a line");
        writer.Write("a text");
        writer.Flush();
    }

    private static PreparedCorpus Prepared(QuarantinedFile file) => new(null!, ["folder"], [file]);

    private static void AssertHarmless(string text) =>
        Assert.DoesNotContain(text.ReplaceLineEndings("\n"), c => (char.IsControl(c) && c is not '\n') || c == '\u202e');

    private sealed class GoneStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Input/output error");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Input/output error");
    }
}
