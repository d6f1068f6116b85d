using MerExperiments.Pipeline;
using MerExperiments.Pipeline.FineTuning;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>Fine-tuning by itself, in the workspace of the finished run, which trained the same models.</summary>
[Collection(SmallRunCollection.Name)]
public sealed class FineTuningTests(FinishedRun finished)
{
    [Fact]
    public void FineTune_AfterARun_TrainsNothingAgainAndScoresBothParts()
    {
        Dictionary<string, DateTime> before = Models();

        FineTuningResult result = FineTune(new FineTuningRequest { Command = "a test" });

        Assert.Equal(before, Models());
        Assert.Equal((150, 60), (result.OutOfFold!.N, result.Test!.N));
        Assert.Equal(["fold 1/2", "fold 2/2"], result.Models.Select(model => model.Name));
        Assert.All(result.Models, model => Assert.Equal([1, 2], model.Epochs.Select(epoch => epoch.Epoch)));
    }

    [Fact]
    public void FineTune_OneFold_ScoresItsRowsAlone()
    {
        FineTuningResult result = FineTune(new FineTuningRequest { Command = "a test", Fold = 2 });

        Assert.Equal("fold 2/2", Assert.Single(result.Models).Name);
        Assert.Equal(150, result.OutOfFold!.N + result.Models[0].Rows);
    }

    [Fact]
    public void FineTune_Output_TrainsOneModelOnAllRowsAndPutsItThere()
    {
        string output = Path.Combine(finished.Root, "joint");

        FineTuningResult result = FineTune(new FineTuningRequest { Command = "a test", Output = output });

        Assert.Equal((150, output), (Assert.Single(result.Models).Rows, result.Models[0].Folder));
        Assert.True(File.Exists(Path.Combine(output, "model.json")));
        Assert.Null(result.Test);
    }

    [Fact]
    public void FineTune_BadRequest_NamesAllFaults()
    {
        var request = new FineTuningRequest { Command = "a test", Fold = 3, Output = finished.Root };

        var refused = Assert.Throws<InvalidInputException>(() => FineTune(request, "audioText.model=none"));

        Assert.Equal(["audioText", "--fold", "--output", "--output"], refused.Faults.Select(fault => fault.Place));
    }

    [Fact]
    public void FineTune_OutputBelowAFile_IsRefusedBeforeAnythingIsTrained()
    {
        string file = Path.Combine(finished.Root, "experiments.json"), output = Path.Combine(file, "model");

        var refused = Assert.Throws<InvalidInputException>(() => FineTune(new FineTuningRequest { Command = "a test", Output = output }));

        Assert.Equal([$"--output: is {output}, where nothing can be written ({file} is a file); name another folder"], refused.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void FineTune_OutputThatIsAFile_IsRefusedBeforeAnythingIsTrained()
    {
        string file = Path.Combine(finished.Root, "experiments.json");

        var refused = Assert.Throws<InvalidInputException>(() => FineTune(new FineTuningRequest { Command = "a test", Output = file }));

        Assert.Equal([$"--output: is {file}, which is a file; name a new folder"], refused.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void FineTune_ModelThatIsNeitherPresetNorFolder_NamesTheNearest()
    {
        var refused = Assert.Throws<InvalidInputException>(() => FineTune(new FineTuningRequest { Command = "a test" }, "audioText.model=tinny"));

        Assert.Equal(["audioText.vocabulary", "audioText.model"], refused.Faults.Select(fault => fault.Place));
        Assert.EndsWith("did you mean \"tiny\"?", refused.Faults[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void FineTune_TranscriptsLongerThanAreRead_SaysSoOnceForAllFolds()
    {
        (int exitCode, string output, string errors) = Mer.Run(finished.Root, "finetune", "small", "--set", "audioText.longestText=3", "--set", "audioText.epochs=1");

        Assert.Equal(0, exitCode);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(output + errors, @"raise\s+audioText\.longestText"));
    }

    private FineTuningResult FineTune(FineTuningRequest request, params string[] overrides)
    {
        var workspace = new Workspace(finished.Root);
        ExperimentConfiguration configuration = new Toolkit().Catalogue(workspace).Resolve("small", overrides);
        return new FineTuner(new Toolkit(), workspace).FineTune(configuration, request, new Silence(), CancellationToken.None);
    }

    private Dictionary<string, DateTime> Models() => Directory
        .EnumerateFiles(new Workspace(finished.Root).AudioText, "*.*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".npy" or ".safetensors").ToDictionary(path => path, File.GetLastWriteTimeUtc);
}
