using System.Diagnostics;
using System.Net.Sockets;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.Tests.Storage;

/// <summary>What is told of what lies at a path before it is opened.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Readers => new("csv", "npy", "values", "card", "text", "bytes");

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Read_NamedPipe_IsRefusedRatherThanWaitedFor(string reader)
    {
        SkipOnWindows();
        string path = Pipe();
        Task read = Task.Run(() => Read(reader, path), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => read.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal(new Fault(path, "is a named pipe; a file is expected here"), Assert.Single(refused.Faults));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void WhyNot_LinkToADevice_SaysSo(string device)
    {
        SkipOnWindows();
        File.CreateSymbolicLink(_folder.File("device.csv"), device);
        File.CreateSymbolicLink(_folder.File("link.csv"), _folder.File("device.csv"));

        Assert.Equal("is a device; a file is expected here", RegularFile.WhyNot(_folder.File("link.csv")));
        Assert.Throws<InvalidInputException>(() => CsvTable.Read(_folder.File("link.csv")));
    }

    [Fact]
    public void WhyNot_Socket_SaysSo()
    {
        SkipOnWindows();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("socket")));

        Assert.Equal("is a socket; a file is expected here", RegularFile.WhyNot(_folder.File("socket")));
    }

    [Fact]
    public void WhyNot_WhatMayBeOpened_IsNull()
    {
        File.WriteAllText(_folder.File("full"), "x");
        File.WriteAllText(_folder.File("empty"), "");
        Assert.All([_folder.File("full"), _folder.File("empty"), _folder.File("missing"), _folder.Path, ""], path => Assert.Null(RegularFile.WhyNot(path)));
    }

    [Fact]
    public void ReadAllText_LargerThanAnyText_IsRefusedUnread()
    {
        using (FileStream stream = File.Create(_folder.File("large.json")))
        {
            stream.SetLength(1L << 40);
        }

        var refused = Assert.Throws<InvalidInputException>(() => RegularFile.ReadAllText(_folder.File("large.json")));
        Assert.Equal("holds 1099511627776 bytes; a text file of at most 1073741824 is read", refused.Faults[0].Problem);
    }

    private static object Read(string reader, string path) => reader switch
    {
        "csv" => CsvTable.Read(path),
        "npy" => Npy.Read<float>(path),
        "values" => Npy.ReadSingles(path),
        "card" => CardFile.Read<object>(path, "a card", (_, _) => []),
        "text" => RegularFile.ReadAllText(path),
        _ => RegularFile.ReadAllBytes(path),
    };

    private string Pipe()
    {
        Process.Start("mkfifo", [_folder.File("pipe")]).WaitForExit();
        return _folder.File("pipe");
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "such files lie in no folder there");
}
