using System.Text;

namespace MerExperiments.Cli;

/// <summary>Writes as long as somebody reads, and then nothing: a terminal that was closed, or a log on a full disk, ends no work.</summary>
/// <remarks>Who closes a terminal sends SIGHUP, and the work goes on to its next safe point. Its results lie on the disk.</remarks>
internal sealed class LastingWriter(TextWriter output) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => output.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => output.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(output.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
    }
}
