using System.Globalization;
using System.Text.RegularExpressions;

namespace MerExperiments.Media.Decoding;

/// <summary>The places and times of frames, which ffmpeg's filters note on its error output while the pictures go to its standard output.</summary>
/// <remarks>A frame is noted when it is decoded and again when it is chosen. Its note is written before its picture, so one who has the picture
/// waits for no more than the draining thread. Notes are found anywhere in a line, for complaints may stand before them.</remarks>
/// <param name="keeps">Whether chosen frames will be asked for; where not, nothing is queued.</param>
/// <param name="longest">How long the clip may play.</param>
/// <param name="tooLong">Called on the draining thread, for each frame, once it has played longer, whatever its last frame adds; null where nobody wants to know.</param>
internal sealed partial class FrameTimes(bool keeps = true, TimeSpan longest = default, Action? tooLong = null)
{
    private const string Key = "mer.frame";

    /// <summary>No clock of a clip says more; beyond it a frame has the time of the one before it.</summary>
    private const double LatestSeconds = 1e9;

    /// <summary>A frame counts as shown for no longer: a jump of the container's clock is not playing time.</summary>
    private static readonly TimeSpan LongestFrame = TimeSpan.FromSeconds(5);

    private readonly Queue<(int Index, string Stamp)> _read = new();
    private readonly Queue<(int Index, TimeSpan Time)> _kept = new();
    private string _stamp = "";
    private TimeSpan _time;
    private TimeSpan _last;
    private TimeSpan _gap;
    private bool _ended;

    /// <summary>How many frames were decoded so far.</summary>
    public int ReadCount { get; private set; }

    /// <summary>How long the decoded frames play; the last one counts as long as the one before it.</summary>
    public TimeSpan Played { get; private set; }

    /// <summary>The filters that note each frame that passes.</summary>
    /// <param name="mode"><c>add</c> the first time, <c>modify</c> later.</param>
    /// <param name="value"><c>read</c> or <c>kept</c>.</param>
    public static string Filter(string mode, string value) =>
        $@"metadata=mode={mode}:key={Key}:value={value},metadata=mode=print:key={Key}:file='pipe\:2':direct=1";

    /// <summary>Takes a line of the error output, or its end; false where it holds something else too.</summary>
    public bool Take(string? line)
    {
        lock (_kept)
        {
            bool whole = line is null ? Ended() : Note(line);
            Monitor.PulseAll(_kept);
            return whole;
        }
    }

    /// <summary>The place and time of the next chosen frame.</summary>
    public (int Index, TimeSpan Time) NextKept()
    {
        lock (_kept)
        {
            while (_kept.Count == 0 && !_ended)
            {
                Monitor.Wait(_kept);
            }

            return _kept.TryDequeue(out (int, TimeSpan) kept) ? kept : (ReadCount - 1, _time);
        }
    }

    private bool Ended() => _ended = true;

    private bool Note(string line)
    {
        if (Stamp().Match(line) is { Success: true } match)
        {
            _stamp = match.Groups[1].Value;
            bool known = double.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out double seconds) && Math.Abs(seconds) < LatestSeconds;
            _time = known ? TimeSpan.FromSeconds(seconds) : _time;
            return match.Index == 0;
        }

        if (line.EndsWith($"{Key}=read", StringComparison.Ordinal))
        {
            OnRead();
        }
        else if (line.EndsWith($"{Key}=kept", StringComparison.Ordinal))
        {
            OnKept();
        }

        return line.StartsWith($"{Key}=", StringComparison.Ordinal);
    }

    private void OnRead()
    {
        TimeSpan gap = ReadCount == 0 ? TimeSpan.Zero : _time - _last;
        gap = gap < TimeSpan.Zero ? TimeSpan.Zero : gap > LongestFrame ? LongestFrame : gap;
        Played += gap + gap - _gap;
        (_gap, _last) = (gap, _time);
        if (keeps)
        {
            _read.Enqueue((ReadCount, _stamp));
        }

        ReadCount++;
        if (Played - _gap > longest)
        {
            tooLong?.Invoke();
        }
    }

    private void OnKept()
    {
        (int index, string stamp) = (-1, "");
        while (stamp != _stamp && _read.TryDequeue(out (int, string) read))
        {
            (index, stamp) = read;
        }

        _kept.Enqueue((index, _time));
    }

    [GeneratedRegex(@"frame:\d+\s+pts:(\S+)\s+pts_time:(\S+)$")]
    private static partial Regex Stamp();
}
