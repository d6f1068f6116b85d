using System.Text;
using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class TranscriberTests : IDisposable
{
    private static readonly string[] Tokens = ["<blank>", "|", "a", "b", "好", "<|zh|>", "<s>"];

    private const string Card = """
        { "name": "stand-in", "model": { "file": "m.onnx" }, "vocabulary": { "file": "tokens.txt" }, "features": "waveform", "input": "x", "output": "logits",
          "blank": "<blank>", "wordSeparator": "|", "drop": ["<s>"], "licence": "MIT", "source": "this test" }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Transcribe_KnownFrames_IsTheTextTheySay()
    {
        using ITranscriber transcriber = Open(Card);
        Assert.Equal("stand-in", transcriber.Name);
        Assert.Equal("ab 好a", transcriber.Transcribe(StandInRecogniser.Saying(5, 2, 2, 0, 3, 1, 1, 4, 6, 2, 0)));
        Assert.Equal("aa", transcriber.Transcribe(StandInRecogniser.Saying(2, 0, 2)));
        Assert.Equal("", transcriber.Transcribe(StandInRecogniser.Saying(0, 5, 1)));
    }

    [Fact]
    public void Transcribe_ShortClip_IsFollowedBySilence()
    {
        using ITranscriber transcriber = Open(Card);
        Assert.Equal("a", transcriber.Transcribe(new Waveform(new[] { 0.02f }, Waveform.EncoderRateHz)));
    }

    [Fact]
    public void Transcribe_ClipThatTheModelCannotTake_IsThatClipsTrouble()
    {
        using ITranscriber transcriber = Open(Card);
        ClipException trouble = Assert.Throws<ClipException>(() => transcriber.Transcribe(new Waveform(new float[401], Waveform.EncoderRateHz)));
        Assert.Equal("transcriber stand-in", trouble.Path);
        Assert.StartsWith("cannot run on 401 samples at 16000 Hz: ", trouble.Reason);
        Assert.Equal("a", transcriber.Transcribe(StandInRecogniser.Saying(2)));
    }

    [Fact]
    public void Transcribe_OtherRate_IsRefused()
    {
        using ITranscriber transcriber = Open(Card);
        Assert.Throws<ArgumentOutOfRangeException>(() => transcriber.Transcribe(new Waveform(new float[400], 8_000)));
    }

    [Fact]
    public void Transcribe_ClipInPieces_LosesAndDoublesNothing()
    {
        int[] tokens = [.. Enumerable.Range(0, 160).Select(i => i % 2 == 0 ? 2 + (i / 2 % 3) : 0)];
        using ITranscriber whole = Open(Card), pieces = Open(Card.Replace("\"licence\"", "\"chunkSeconds\": 1, \"overlapSeconds\": 0.1, \"licence\""));
        string text = whole.Transcribe(StandInRecogniser.Saying(tokens));
        Assert.Equal(80, text.Length);
        Assert.Equal(text, pieces.Transcribe(StandInRecogniser.Saying(tokens)));
    }

    [Fact]
    public void Transcribe_Beam_SaysTheSameOfCertainFrames()
    {
        using ITranscriber transcriber = Open(Card.Replace("\"licence\"", "\"beamWidth\": 4, \"licence\""));
        Assert.Equal("ab 好a", transcriber.Transcribe(StandInRecogniser.Saying(5, 2, 2, 0, 3, 1, 1, 4, 6, 2, 0)));
    }

    [Fact]
    public void Transcribe_NormalisedWaveform_HasMeanZeroAndVarianceOne()
    {
        // Two frames at -1 and 1 after normalisation: 100 and -100 are nearest to the last and the first token.
        using ITranscriber transcriber = Open(Card.Replace("\"waveform\"", "\"waveform-normalised\""));
        Assert.Equal("", transcriber.Transcribe(StandInRecogniser.Saying(1, 3)));
        _folder.Write("tokens.txt", Encoding.UTF8.GetBytes(string.Join('\n', "<blank>", "|", "<s>", "x", "y", "z", "b")));
        using ITranscriber other = Open(Card.Replace("\"waveform\"", "\"waveform-normalised\""), writeTokens: false);
        Assert.Equal("b", other.Transcribe(StandInRecogniser.Saying(1, 3)));
    }

    [Fact]
    public void Transcribe_FilterBank_FeedsLengthsAndConstants()
    {
        StandInRecogniser.OverFrames(Tokens.Length).Save(Path.Combine(_folder.Path, "m.onnx"));
        using ITranscriber transcriber = Open(
            Card.Replace("\"waveform\"", "\"kaldi-fbank\", \"fbank\": { \"bands\": 40, \"stackedFrames\": 7, \"stackStep\": 6 }, \"lengths\": \"lengths\", \"constants\": { \"language\": 4 }, \"integerElement\": \"int32\""),
            writeModel: false);
        Assert.Equal("好", transcriber.Transcribe(StandInRecogniser.Saying(2, 2, 2, 2)));
    }

    [Fact]
    public void Transcribe_BySeveralThreads_GivesTheSameText()
    {
        using ITranscriber transcriber = Open(Card);
        string[] texts = [.. Enumerable.Range(0, 64).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(i => transcriber.Transcribe(StandInRecogniser.Saying(2, 0, 2 + (i % 3))))];
        Assert.Equal(Enumerable.Range(0, 64).Select(i => "a" + "ab好"[i % 3]), texts);
    }

    [Fact]
    public void Transcribe_NumberedAndJsonVocabularies_AreReadToo()
    {
        _folder.Write("tokens.txt", Encoding.UTF8.GetBytes(string.Join("\r\n", Tokens.Select((token, id) => $"{token} {id}").Reverse())));
        using ITranscriber numbered = Open(Card, writeTokens: false);
        Assert.Equal("a好", numbered.Transcribe(StandInRecogniser.Saying(2, 4)));
        _folder.Write("vocab.json", Encoding.UTF8.GetBytes("""{ "b": 3, "a": 2, "|": 1, "<blank>": 0, "好": 4, "<0xE4>": 5, "<s>": 6 }"""));
        using ITranscriber json = Open(Card.Replace("tokens.txt", "vocab.json"));
        Assert.Equal("b a", json.Transcribe(StandInRecogniser.Saying(3, 1, 2)));
    }

    [Fact]
    public void Transcribe_ByteTokens_BecomeCharacters()
    {
        _folder.Write("tokens.txt", "<blank>\n▁a\n<0xE4>\n<0xBD>\n<0xA0>\n▁\n<s>"u8.ToArray());
        using ITranscriber transcriber = Open(Card.Replace("\"|\"", "\"▁\""), writeTokens: false);
        Assert.Equal("a 你 a", transcriber.Transcribe(StandInRecogniser.Saying(1, 5, 2, 3, 4, 1)));
    }

    [Fact]
    public void Check_MissingFiles_NamesBoth()
    {
        MediaModels<ITranscriber> registry = Registry(Card);
        Assert.Equal(["m.onnx", "tokens.txt"], registry.Check("stand-in").Select(fault => Path.GetFileName(fault.Place)));
        Assert.Throws<InvalidInputException>(() => registry.Open("stand-in"));
    }

    [Fact]
    public void Check_TensorsAndTokensOfOtherNames_NamesEach()
    {
        WriteFiles();
        MediaModels<ITranscriber> registry = Registry(Card.Replace("\"x\"", "\"speech\"").Replace("\"logits\"", "\"logit\"").Replace("\"blank\": \"<blank>\"", "\"blank\": \"<blnk>\""));
        Assert.Equal(
            [
                "has no input \"speech\"; it must be one of: x", "has an input \"x\" that nothing feeds; its inputs must be speech",
                "has no output \"logit\"; did you mean \"logits\"?", "lacks the token \"<blnk>\" that the card names; did you mean \"<blank>\"?",
            ],
            registry.Check("stand-in").Select(fault => fault.Problem));
    }

    [Fact]
    public void Registry_FaultyCard_IsRefusedWithAllFaults()
    {
        string card = Card.Replace("stand-in", "Stand!").Replace("\"licence\"", "\"beamWidth\": 0, \"chunkSeconds\": 2, \"logMelBands\": 3, \"fbank\": { \"bands\": 20 }, \"licence\"");
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => { MediaModels<ITranscriber> registry = Registry(card); registry.Check(registry.Faulty[0].Name); });
        Assert.Equal(["name", "fbank", "logMelBands", "beamWidth", "chunkSeconds"], refusal.Faults.Select(fault => fault.Place[(fault.Place.LastIndexOf(' ') + 1)..]));
    }

    [Fact]
    public void Registry_UnknownProperty_IsRefusedByName()
    {
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => Registry(Card.Replace("licence", "license")).Check("stand-in"));
        Assert.Contains("license", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_Names_AreOrderedAndAMisspeltOneIsHinted()
    {
        _folder.Write("other.transcriber.json", Encoding.UTF8.GetBytes(Card.Replace("stand-in", "another")));
        MediaModels<ITranscriber> registry = Registry(Card);
        Assert.Equal(["another", "stand-in"], registry.Names);
        Assert.EndsWith("did you mean \"stand-in\"?", Assert.Throws<InvalidInputException>(() => registry.Check("standin")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_VocabularyOfAnotherSize_SaysBoth()
    {
        WriteFiles();
        _folder.Write("tokens.txt", "<blank>\na\n<s>"u8.ToArray());
        Assert.Equal("holds 3 tokens; the model's output \"logits\" has 7, and they must be as many", Assert.Single(Registry(Card).Check("stand-in")).Problem);
    }

    private ITranscriber Open(string card, bool writeTokens = true, bool writeModel = true)
    {
        WriteFiles(writeTokens, writeModel);
        return Registry(card).Open("stand-in");
    }

    private void WriteFiles(bool tokens = true, bool model = true)
    {
        if (model)
        {
            StandInRecogniser.Graph(Tokens.Length).Save(Path.Combine(_folder.Path, "m.onnx"));
        }

        if (tokens)
        {
            _folder.Write("tokens.txt", Encoding.UTF8.GetBytes(string.Join('\n', Tokens)));
        }
    }

    [Fact]
    public void Read_AnyMutationOfACard_IsReadOrRefused()
    {
        string path = Path.Combine(_folder.Path, "mine.transcriber.json");
        foreach (string text in MerExperiments.Tests.JsonMutations.Of(Card))
        {
            File.WriteAllText(path, text);
            Exception? refusal = Record.Exception(() => TranscriberCard.Read(path));
            Assert.True(refusal is null or InvalidInputException, $"{refusal}\n{text}");
        }
    }

    private MediaModels<ITranscriber> Registry(string card)
    {
        _folder.Write("mine.transcriber.json", Encoding.UTF8.GetBytes(card));
        return TestModels.Transcribers(_folder.Path, _folder.Path);
    }
}
