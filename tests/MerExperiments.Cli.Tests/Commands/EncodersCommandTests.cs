using System.Text.Json;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class EncodersCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void List_FilesThere_MissingAndBuiltIn_AreTold()
    {
        PutModel("speech-embedding/melspectrogram.onnx");

        Assert.Equal(0, _bench.Mer("encoders", "list", "--models-root", "models"));
        Assert.Matches(@"char-ngrams +text +codepoints +\d+ +none +MIT +built in", _bench.Output);
        Assert.Matches(@"speech-embedding +audio +waveform-int16 +192 +mean-std +Apache-2\.0 +missing: speech-embedding/embedding_model\.onnx", _bench.Output);
        Assert.DoesNotContain("\u001b", _bench.Output);
    }

    [Fact]
    public void List_FaultyCard_IsListedWithItsFaultsBesideTheOthers()
    {
        PutFaultyCard();

        Assert.Equal(0, _bench.Mer("encoders", "list"));
        Assert.Matches("bad( +-)+ +faulty card", _bench.Output);
        Assert.Contains("char-ngrams", _bench.Output);
        Assert.Contains("bad.card.json: graphs[0]: is null; it must be an object", _bench.Output);
    }

    [Fact]
    public void Check_FaultyCard_IsRefusedByNameAlone()
    {
        PutFaultyCard();

        Assert.Equal(0, _bench.Mer("encoders", "check", "char-ngrams"));
        Assert.Equal(2, _bench.Mer("encoders", "check", "bad"));
        Assert.Contains("encoder \"bad\" has a faulty card: ", _bench.Error);
        Assert.Contains("graphs[0]: is null; it must be an object", _bench.Error);
    }

    [Fact]
    public void List_InANarrowTerminal_CutsNoName()
    {
        using var bench = new Bench { Width = 80 };

        bench.Mer("encoders", "list");

        Assert.Contains("speech-embedding", bench.Output);
        Assert.All(bench.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void List_Json_IsReadByPrograms()
    {
        Assert.Equal(0, _bench.Mer("encoders", "list", "--json", "--models-root", "models"));

        JsonElement speech = JsonElement.Parse(_bench.Output).EnumerateArray().Single(encoder => encoder.GetProperty("name").GetString() == "speech-embedding");
        Assert.Equal(("audio", 192, false, 2), (
            speech.GetProperty("modality").GetString(),
            speech.GetProperty("dimension").GetInt32(),
            speech.GetProperty("is_built_in").GetBoolean(),
            speech.GetProperty("missing").GetArrayLength()));
    }

    [Fact]
    public void Check_BuiltIn_IsOkWithItsHash()
    {
        Assert.Equal(0, _bench.Mer("encoders", "check", "char-ngrams"));
        Assert.Matches(@"ok    char-ngrams\s+[0-9a-f]{64}  built-in", _bench.Output);
    }

    [Fact]
    public void Check_AllWithFaults_NamesEachFileAndExits2()
    {
        PutModel("speech-embedding/melspectrogram.onnx");

        Assert.Equal(2, _bench.Mer("encoders", "check", "--models-root", "models"));
        Assert.Contains("fault speech-embedding", _bench.Output);
        Assert.Contains("ok    mel-statistics", _bench.Output);
        Assert.Contains("the card of the encoder speech-embedding says ba2b0e0f", _bench.Error);
        Assert.Contains("embedding_model.onnx: does not exist", _bench.Error);
    }

    private void PutFaultyCard()
    {
        Directory.CreateDirectory(_bench.Workspace.EncoderCards);
        File.WriteAllText(Path.Combine(_bench.Workspace.EncoderCards, "bad.card.json"), """{ "name": "bad", "graphs": [null] }""");
    }

    [Fact]
    public void Check_UnknownNames_AreAllNamedBeforeAnyWork()
    {
        Assert.Equal(2, _bench.Mer("encoders", "check", "mel-statistik", "char-ngram"));
        Assert.Contains("\"mel-statistik\" is no encoder; did you mean \"mel-statistics\"?", _bench.Error);
        Assert.Contains("\"char-ngram\" is no encoder; did you mean \"char-ngrams\"?", _bench.Error);
        Assert.Empty(_bench.Output);
    }

    [Fact]
    public void Bench_Noise_SaysOnWhatAndHowFast()
    {
        Assert.Equal(0, _bench.Mer("encoders", "bench", "char-ngrams", "--clips", "2", "--turns", "1"));
        Assert.Contains("char-ngrams on 2 synthetic texts of 20 characters; one thread, batches of 32, 1 turn:", _bench.Output);
        Assert.Matches(@"prepare +[\d,.]+ +[\d,.]+ +[\d,.]+", _bench.Output);
        Assert.Matches(@"inference +[\d,.]+ +[\d,.]+ +[\d,.]+", _bench.Output);
    }

    [Fact]
    public void Bench_Experiment_TakesItsFirstClips()
    {
        using var bench = new Bench("""
            {"experiments": {
              "words": {"question": "?", "corpus": {"kind": "manifest", "manifest": "w.csv"}, "encoders": ["mel-statistics"]},
              "broken": {}}}
            """);
        File.WriteAllText(Path.Combine(bench.Folder, "w.csv"), "name,text,label\na,one,x\nb,,y\nc,two,x\nd,three,y\n");

        Assert.Equal(0, bench.Mer("encoders", "bench", "char-ngrams", "--experiment", "words", "--clips", "2", "--turns", "1"));
        Assert.Contains("char-ngrams on the first 2 clips of w with a signal", bench.Output);
    }

    [Theory]
    [InlineData("char-ngram", null, "\"char-ngram\" is no encoder; did you mean \"char-ngrams\"?")]
    [InlineData("char-ngrams", "quikstart", "experiments has no \"quikstart\"; did you mean \"quickstart\"?")]
    [InlineData("speech-embedding", null, "does not exist; the encoder speech-embedding needs it")]
    public void Bench_WhatCannotBe_IsRefused(string encoder, string? experiment, string expected)
    {
        string[] more = experiment is null ? [] : ["--experiment", experiment];

        Assert.Equal(2, _bench.Mer(["encoders", "bench", encoder, "--models-root", "models", .. more]));
        Assert.Contains(expected, _bench.Error);
    }

    private void PutModel(string name)
    {
        string path = Path.Combine(_bench.Folder, "models", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "no model");
    }
}
