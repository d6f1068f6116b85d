using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MerExperiments.Media.Decoding;

/// <summary>One running ffmpeg or ffprobe: its output as a stream of bytes, what it complains of, and its certain end.</summary>
/// <remarks>A thread of its own drains the error output, so that the process never stalls on it. Disposing ends the process and waits for its end; so
/// does cancelling. If this program is killed, the process ends at its next write.</remarks>
internal sealed class FFmpegProcess : IDisposable
{
    private const int MostComplaints = 100;

    private readonly Process _process;
    private readonly Thread _drain;
    private readonly Func<string?, bool>? _taken;
    private readonly List<string> _complaints = [];
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _cancelled;

    /// <summary>Starts it.</summary>
    /// <param name="program">The tool.</param>
    /// <param name="arguments">Its arguments, one by one: nothing in a file name can become an argument.</param>
    /// <param name="taken">Sees each line of the error output, and null at its end, on the draining thread; a line it takes is no complaint. Null takes none.</param>
    /// <param name="cancellation">Ends the process.</param>
    public FFmpegProcess(string program, IEnumerable<string> arguments, Func<string?, bool>? taken, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _cancellation = cancellation;
        _process = Started(program, arguments);
        _process.StandardInput.Close();
        _taken = taken;
        _drain = new Thread(Drain) { IsBackground = true, Name = "ffmpeg errors" };
        _drain.Start();
        _cancelled = cancellation.Register(Kill);
    }

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Whether it has complained so far; at <c>-v error</c> each line means that something could not be decoded.</summary>
    public bool HasComplained
    {
        get
        {
            lock (_complaints)
            {
                return _complaints.Count > 0;
            }
        }
    }

    /// <summary>The complaints so far, the first hundred.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Waits for its end; what it writes and nobody has read is thrown away, so that it never waits for a reader.</summary>
    /// <returns>The complaints; a failure without one is one.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<string> Finish()
    {
        Output.CopyTo(Stream.Null);
        _process.WaitForExit();
        _drain.Join();
        _cancellation.ThrowIfCancellationRequested();
        return _process.ExitCode != 0 && _complaints.Count == 0 ? [$"it ended with the exit code {_process.ExitCode}"] : _complaints;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancelled.Dispose();
        Kill();
        _process.WaitForExit();
        _drain.Join();
        _process.Dispose();
    }

    private static Process Started(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidInputException(program, $"does not run: {e.Message}; {FFmpegTools.HowToInstall}");
        }
    }

    private void Note(string line)
    {
        if (line.Length == 0 || _taken?.Invoke(line) == true)
        {
            return;
        }

        lock (_complaints)
        {
            if (_complaints.Count < MostComplaints)
            {
                _complaints.Add(line);
            }
        }
    }

    private void Drain()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            Note(line);
        }

        _taken?.Invoke(null);
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }
}
