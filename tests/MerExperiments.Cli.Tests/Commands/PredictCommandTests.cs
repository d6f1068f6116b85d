using MerExperiments.Pipeline.Prediction;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public PredictCommandTests()
    {
        Directory.CreateDirectory(In("model"));
        File.WriteAllText(Path.Combine(In("model"), "model.json"), "{}");
        _bench.Predictor.Result = () => new PredictionResult(new LabelSet(["calm", "angry"]),
        [
            new PredictedClip("a", "angry", [0.25f, 0.75f], []),
            new PredictedClip("b", null, [0.5f, 0.5f], [new MissingModality(Modality.Audio, "could not be read (x, \"y\")"), new MissingModality(Modality.Text, "none")]),
        ]);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Predict_Words_BecomeTheRequest()
    {
        int exit = _bench.Mer("predict", "model", "--clips", "clips", "--out", "o.csv", "--speakers", "one", "--models-root", "weights", "--workers", "3");

        PredictionRequest request = _bench.Predictor.Request!;
        Assert.Equal((0, In("clips"), In("o.csv"), SpeakerChoice.One, In("weights"), 3), (exit, request.Clips, request.Output, request.Speakers, request.ModelsRoot, request.Workers));
        Assert.Equal("mer predict model --clips clips --out o.csv --speakers one --models-root weights --workers 3", request.Command);
        Assert.Equal(In("model"), _bench.Predictor.Model);
    }

    [Fact]
    public void Predict_StandardOutput_HoldsThePredictionsAlone()
    {
        Assert.Equal(0, _bench.Mer("predict", "model", "--clips", "clips"));

        Assert.Equal("name,class,calm,angry,missing\na,angry,0.250000,0.750000,\nb,,,,\"audio: could not be read (x, \"\"y\"\"); text: none\"\n", _bench.Output);
        Assert.Equal(
            [
                "predicting",
                "2 clips: 0 calm, 1 angry; 1 without a class, as nothing of them could be read",
                "audio is missing in 1 of 2, the first is b; the column \"missing\" says why",
                "text is missing in 1 of 2, the first is b; the column \"missing\" says why",
            ],
            _bench.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Predict_Out_WritesTheFileAndSaysWhere()
    {
        _bench.Mer("predict", "model", "--clips", "clips", "--out", "o.csv");

        Assert.Equal("", _bench.Output);
        Assert.StartsWith("name,class,calm,angry,missing\n", File.ReadAllText(In("o.csv")), StringComparison.Ordinal);
        Assert.EndsWith($"predictions: {In("o.csv")}{Environment.NewLine}", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_NoClipWithAClass_Exits1()
    {
        _bench.Predictor.Result = () => new PredictionResult(new LabelSet(["calm", "angry"]), [new PredictedClip("a", null, [0.5f, 0.5f], [])]);

        Assert.Equal(1, _bench.Mer("predict", "model", "--clips", "clips"));
    }

    [Fact]
    public void Predict_Stopped_Exits75AndSaysHowToGoOn()
    {
        _bench.Predictor.Result = () => throw new StoppedException("interrupted", "mer predict model --clips clips");

        Assert.Equal(75, _bench.Mer("predict", "model", "--clips", "clips"));
        Assert.Contains("go on with: mer predict model --clips clips", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command line: MODEL is missing: A finished run", "predict", "--clips", "clips")]
    [InlineData("command line: --clips is missing: What is predicted", "predict", "model")]
    [InlineData("command line: --clips needs a value, CSV|FOLDER|FILE", "predict", "model", "--clips")]
    [InlineData("command line: --speakers is \"onee\"; did you mean \"one\"?", "predict", "model", "--clips", "clips", "--speakers", "onee")]
    [InlineData("command line: \"nosuch\" names no run", "predict", "nosuch", "--clips", "clips")]
    [InlineData("MODEL: is ", "predict", ".", "--clips", "clips")]
    public void Predict_BadWords_Exits2AndSaysWhich(string expected, params string[] arguments)
    {
        Assert.Equal(2, _bench.Mer(arguments));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_RunFolder_MeansItsModel()
    {
        string run = Path.Combine(_bench.Workspace.Experiments, "quickstart", "20240917-101500-test");
        Directory.CreateDirectory(Path.Combine(run, "model"));
        File.WriteAllText(Path.Combine(run, "run.json"), "{}");
        Assert.Equal(2, _bench.Mer("predict", run, "--clips", "clips"));
        Assert.Contains("has no model yet; go on with: mer run quickstart --resume 20240917-101500-test", _bench.Error, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(run, "model", "model.json"), "{}");
        Assert.Equal(0, _bench.Mer("predict", "20240917", "--clips", "clips"));
        Assert.Equal(Path.Combine(run, "model"), _bench.Predictor.Model);
    }

    private string In(string name) => Path.Combine(_bench.Folder, name);
}
