using System.Net;
using MerExperiments.Storage;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class DatasetsCommandTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];

    private readonly Bench _bench = new();

    public DatasetsCommandTests() => WriteCards(_bench);

    private static void WriteCards(Bench bench)
    {
        Write(bench, "own.dataset.json", $$"""
            {"name": "own", "what": "Clips of my own", "licence": "MIT", "source": "me",
             "files": [{"url": "https://a.example/own.csv", "sha256": "{{ContentHash.Of(Content)}}", "bytes": 3, "path": "own.csv"}]}
            """);
        Write(bench, "asked.dataset.json", """{"name": "asked", "what": "[bold] clips", "licence": "by agreement", "source": "them", "how": "Ask Anna."}""");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void List_FilesOrNone_AreTold()
    {
        Assert.Equal(0, _bench.Mer("datasets", "list"));
        Assert.Matches(@"own +1 file, 3 B +MIT +Clips of my own", _bench.Output);
        Assert.Matches(@"asked +ask first +by agreement +\[bold\] clips", _bench.Output);
    }

    [Fact]
    public void List_InANarrowTerminal_WrapsAndCutsNothing()
    {
        using var bench = new Bench { Width = 60 };
        WriteCards(bench);

        bench.Mer("datasets", "list");

        Assert.All(bench.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 60));
        Assert.All(["asked", "own", "agreement", "[bold]", "Clips", "MIT"], word => Assert.Contains(word, bench.Output));
    }

    [Fact]
    public void List_AFaultyCard_HidesNoOther()
    {
        Write(_bench, "bad.dataset.json", "{}");

        Assert.Equal(0, _bench.Mer("datasets", "list"));
        Assert.Contains("Clips of my own", _bench.Output);
        Assert.Matches("bad +faulty card", _bench.Output);
        Assert.Contains("corpus \"bad\" has a faulty card: bad.dataset.json: licence is missing; it must hold a text", _bench.Output);
    }

    [Fact]
    public void Fetch_AFaultyCard_IsRefusedWithItsFaults()
    {
        Write(_bench, "bad.dataset.json", """{ "files": [null] }""");

        Assert.Equal(2, _bench.Mer("datasets", "fetch", "bad"));
        Assert.Contains("bad.dataset.json: files[0] is null; it must be an object", _bench.Error);
    }

    [Fact]
    public void Fetch_Corpus_LandsAndSaysWhere()
    {
        _bench.Web = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Content) };

        Assert.Equal(0, _bench.Mer("datasets", "fetch", "own"));
        Assert.Equal(Content, File.ReadAllBytes(Path.Combine(_bench.Folder, "datasets", "fetched", "own", "own.csv")));
        Assert.Contains($"own: 1 fetched; in {Path.Combine(_bench.Folder, "datasets", "fetched", "own")}", _bench.Output);
        _bench.Mer("datasets", "fetch", "own");
        Assert.Contains("own: 0 fetched, 1 whole before", _bench.Output);
    }

    [Fact]
    public void Fetch_To_IsRelativeToWhereTheCommandWasGiven()
    {
        _bench.Web = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Content) };

        _bench.Mer("datasets", "fetch", "own", "--to", "there");

        Assert.True(File.Exists(Path.Combine(_bench.Folder, "there", "own.csv")));
    }

    [Fact]
    public void Fetch_CorpusThatMustBeAskedFor_SaysHowAndExits2()
    {
        Assert.Equal(2, _bench.Mer("datasets", "fetch", "asked"));
        Assert.Equal($"asked: cannot be fetched by a program. Ask Anna.{Environment.NewLine}", _bench.Error);
    }

    [Theory]
    [InlineData("owm", 2, "\"owm\" is no corpus and no encoder; did you mean \"own\"?")]
    [InlineData("speech-embedding", 2, "has a card without downloads; put speech-embedding/melspectrogram.onnx")]
    [InlineData("own", 2, "https://a.example/own.csv: answers 404 Not Found")]
    public void Fetch_WhatCannotBe_IsRefused(string name, int exit, string expected)
    {
        Assert.Equal(exit, _bench.Mer("datasets", "fetch", name, "--models-root", "models"));
        Assert.Contains(expected, _bench.Error);
    }

    [Fact]
    public void Fetch_BuiltInEncoder_HasNothingToFetch()
    {
        Assert.Equal(0, _bench.Mer("datasets", "fetch", "char-ngrams"));
        Assert.Contains("char-ngrams is built in; there is nothing to fetch", _bench.Output);
    }

    [Fact]
    public void Fetch_Interrupted_Exits75AndSaysHowToGoOn()
    {
        using var stop = new CancellationTokenSource();
        _bench.Web = _ =>
        {
            stop.Cancel();
            throw new HttpRequestException("gone");
        };

        Assert.Equal(75, _bench.Mer(stop.Token, "datasets", "fetch", "own"));
        Assert.Contains("stopped: interrupted at own.csv; what has come is kept", _bench.Error);
        Assert.Contains("go on with: mer datasets fetch own", _bench.Error);
    }

    [Fact]
    public void Fetch_ServerGone_Exits75()
    {
        _bench.Web = _ => throw new HttpRequestException("Connection refused");

        Assert.Equal(75, _bench.Mer("datasets", "fetch", "own"));
        Assert.Contains("https://a.example/own.csv: Connection refused; what has come is kept", _bench.Error);
    }

    private static void Write(Bench bench, string name, string text)
    {
        Directory.CreateDirectory(bench.Workspace.Datasets);
        File.WriteAllText(Path.Combine(bench.Workspace.Datasets, name), text);
    }
}
