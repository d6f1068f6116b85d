using MerExperiments.Corpora;
using MerExperiments.Encoders.Measuring;
using MerExperiments.Media;

namespace MerExperiments.Encoders.Tests.Measuring;

public sealed class EncoderBenchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-bench-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("mel-statistics", "3 synthetic sounds of 4 s, 16 kHz, one channel", "decode prepare inference")]
    [InlineData("face-texture", "3 synthetic clips of 16 face frames of 112 x 112", "decode prepare inference")]
    [InlineData("char-ngrams", "3 synthetic texts of 20 characters", "prepare inference")]
    public void Run_Noise_RatesEachStageOncePerTurn(string encoder, string inputs, string stages)
    {
        EncoderBenchResult result = Bench().Run(encoder, clips: 3, turns: 2, CancellationToken.None);

        Assert.Equal((inputs, 3), (result.Inputs, result.Clips));
        Assert.Equal(stages, string.Join(' ', result.Stages.Select(stage => stage.Stage)));
        Assert.All(result.Stages, stage => Assert.Equal([6.0, 6.0], stage.ClipsPerSecond));
    }

    [Fact]
    public void Run_Corpus_PassesOverWhatCannotBeEncoded()
    {
        Write("silent.wav", 0);
        Write("good.wav", 0.5f);
        Utterance[] utterances = [.. new[] { "none.wav", "silent.wav", "good.wav" }.Select(Spoken)];
        var corpus = new Corpus("mine", _folder, new LabelSet(["a", "b"]), utterances);

        EncoderBenchResult result = Bench().Run("mel-statistics", corpus, clips: 2, turns: 1, CancellationToken.None);

        Assert.Equal((1, "all 1 clips of mine with a signal"), (result.Clips, result.Inputs));
    }

    [Fact]
    public void Run_CorpusWithoutTheModality_IsRefused()
    {
        var corpus = new Corpus("mine", _folder, new LabelSet(["a", "b"]), [Spoken("x.wav")]);

        Assert.Contains("mine: has no clip that the encoder could encode", Assert.Throws<InvalidInputException>(
            () => Bench().Run("char-ngrams", corpus, clips: 1, turns: 1, CancellationToken.None)).Message);
    }

    [Theory]
    [InlineData(new[] { 5.0, 1.0, 3.0 }, 3.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 10.0 }, 3.0)]
    public void Median_OddAndEven_IsTheMiddle(double[] rates, double median)
    {
        var stage = new StageRate("decode", rates);

        Assert.Equal((median, 1.0, rates.Max()), (stage.Median, stage.Least, stage.Most));
    }

    private EncoderBench Bench() => new(new EncoderRegistry(new EncoderFolders(_folder, Path.Combine(_folder, "graphs"))), new TickingTime());

    private Utterance Spoken(string file) => new() { Name = file, Part = UtterancePart.Pool, AudioPath = Path.Combine(_folder, file) };

    private void Write(string name, float peak)
    {
        using FileStream stream = File.Create(Path.Combine(_folder, name));
        WavFile.Write(stream, new Waveform(Enumerable.Range(0, 8000).Select(i => i % 40 < 20 ? peak : -peak).ToArray(), 16_000));
    }
}
