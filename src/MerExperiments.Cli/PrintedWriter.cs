using System.Text;

namespace MerExperiments.Cli;

/// <summary>The way out for lines of text: what could command a terminal is shown instead of sent.</summary>
internal sealed class PrintedWriter(TextWriter output) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => output.Write(PrintableText.Of(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => output.WriteLine(PrintableText.Of(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => output.Flush();
}
