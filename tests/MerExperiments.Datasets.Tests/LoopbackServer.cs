using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MerExperiments.Datasets.Tests;

/// <summary>An HTTP server on this machine that answers as a test says: whole, broken off, stalled, or with lies. One request a connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<ServedRequest, int, Reply> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <param name="answer">Gets the request and how many came before it.</param>
    public LoopbackServer(Func<ServedRequest, int, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public List<ServedRequest> Requests { get; } = [];

    public string Url(string path = "file.bin") => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _serving.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                await AnswerAsync(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket);
        ServedRequest request = await ReadAsync(stream);
        Reply reply = _answer(request, Requests.Count);
        Requests.Add(request);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(HeadOf(reply)), _stop.Token);
        await stream.WriteAsync(reply.Body.AsMemory(0, Math.Min(reply.BreakAfter ?? int.MaxValue, reply.Body.Length)), _stop.Token);
        await stream.FlushAsync(_stop.Token);
        if (reply.Stalls)
        {
            await stream.CopyToAsync(Stream.Null, _stop.Token);
        }
    }

    private async Task<ServedRequest> ReadAsync(Stream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
        {
            text.Append((char)one[0]);
        }

        if (text.Length == 0)
        {
            throw new IOException("the client went away before it asked");
        }

        string[] lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new ServedRequest(
            lines[0].Split(' ')[1],
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase));
    }

    private static string HeadOf(Reply reply)
    {
        IEnumerable<(string Name, string Value)> length = reply.ClaimedLength == -1 ? [] : [("Content-Length", $"{reply.ClaimedLength ?? reply.Body.Length}")];
        return $"HTTP/1.1 {reply.Status} Said so\r\n"
            + string.Concat(reply.Headers.Concat(length).Append(("Connection", "close")).Select(header => $"{header.Item1}: {header.Item2}\r\n"))
            + "\r\n";
    }
}
