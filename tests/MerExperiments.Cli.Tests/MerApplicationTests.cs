namespace MerExperiments.Cli.Tests;

public sealed class MerApplicationTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("rnu quickstart", "\"rnu\" is no command of mer; did you mean \"run\"?")]
    [InlineData("run quickstart --wrokers 3", "\"--wrokers\" is no option of mer run; did you mean \"--workers\"?")]
    [InlineData("run --wrokers 3 quickstart", "\"--wrokers\" is no option of mer run; did you mean \"--workers\"?")]
    [InlineData("run quickstart --workers 0", "--workers is \"0\"; it must be a whole number, 1 or more")]
    [InlineData("run quickstart extra", "\"extra\" is one argument too many for mer run; `mer run --help` says what it takes")]
    [InlineData("", "a command is missing; it must be one of: init, run, prepare, encode, finetune, predict, runs, trials, report, datasets, encoders, schema, cache, doctor")]
    [InlineData("datasets", "a command is missing; it must be one of: list, fetch")]
    [InlineData("datasets fetsh x", "\"fetsh\" is no command of mer datasets; did you mean \"fetch\"?")]
    [InlineData("datasets fetch x --model-root y", "\"--model-root\" is no option of mer datasets fetch; did you mean \"--models-root\"?")]
    public void Invoke_BadCommandLine_IsRefusedInOneLine(string line, string expected)
    {
        Assert.Equal(2, _bench.Mer(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal($"command line: {expected}{Environment.NewLine}", _bench.Error);
    }

    [Fact]
    public void Invoke_OutsideAWorkspace_SaysWhatToDo()
    {
        File.Delete(_bench.Workspace.Catalogue);

        Assert.Equal(2, _bench.Mer("runs"));
        Assert.Contains("holds experiments.json; go to the workspace or name it with --workspace; where there is none yet, mer init DIR makes one", _bench.Error);
    }

    [Theory]
    [InlineData("run quickstart")]
    [InlineData("prepare quickstart")]
    [InlineData("encode quickstart")]
    [InlineData("finetune quickstart")]
    [InlineData("predict latest --clips clips")]
    [InlineData("runs")]
    [InlineData("report latest")]
    [InlineData("datasets list")]
    [InlineData("encoders list")]
    [InlineData("cache list")]
    [InlineData("schema")]
    [InlineData("init new")]
    [InlineData("doctor")]
    public void Invoke_FaultyToolkit_IsRefusedBeforeAnyWork(string command)
    {
        _bench.Toolkit.AddHead("mine", () => throw new InvalidOperationException("no weights here")).AddTuner("tpe", () => null!);

        Assert.Equal(2, _bench.Mer(command.Split(' ')));
        Assert.Equal(
            ["head \"mine\": cannot be made: InvalidOperationException: no weights here", "tuner \"tpe\": is registered twice; each name must stand for one thing"],
            _bench.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((null, ""), (_bench.Runner.Request, _bench.Output));
    }

    [Fact]
    public void Help_OfAFaultyToolkit_IsShownWithItsNames()
    {
        _bench.Toolkit.AddHead("mine", () => throw new InvalidOperationException("no weights here"));

        Assert.Equal(0, _bench.Mer("run", "--help"));
        Assert.Contains("heads             attention, concat-mlp, lightgbm, maximum-entropy, sdca, linear-svm, averaged-perceptron, fast-tree, fast-forest, naive-bayes, kernel-ridge, svm, product, lda, nearest-neighbours, text-linear, mine", _bench.Output);
    }

    [Theory]
    [InlineData("run qui", "quickstart")]
    [InlineData("run quickstart --set sweep.he", "sweep.heads=")]
    [InlineData("run quickstart --set corpus.kind=mel", "corpus.kind=meld")]
    [InlineData("run quickstart --set sweep.heads=attention,lig", "sweep.heads=attention,lightgbm")]
    [InlineData("run quickstart --set encoders=face-t", "encoders=face-texture")]
    [InlineData("run quickstart --set sweep.trials=", "")]
    [InlineData("prepare qui", "quickstart")]
    [InlineData("ini", "init")]
    public void Suggest_UnfinishedLine_CompletesNamesKeysAndValues(string line, string expected)
    {
        Assert.Equal(0, _bench.Mer($"[suggest:{line.Length}]", line));
        Assert.Equal(expected, _bench.Output.Trim());
    }

    [Fact]
    public void Suggest_OutsideAWorkspace_CompletesNothing()
    {
        File.Delete(_bench.Workspace.Catalogue);

        Assert.Equal(0, _bench.Mer("[suggest:7]", "run qui"));
        Assert.Equal(("", ""), (_bench.Output.Trim(), _bench.Error));
    }

    [Fact]
    public void Invoke_WorkspaceOption_IsTaken()
    {
        using var other = new Bench();

        Assert.Equal(0, other.Mer("runs", "--workspace", _bench.Folder));
        Assert.Contains(_bench.Workspace.Experiments, other.Output);
    }

    [Theory]
    [InlineData("mer", "")]
    [InlineData("init", "init")]
    [InlineData("run", "run")]
    [InlineData("prepare", "prepare")]
    [InlineData("encode", "encode")]
    [InlineData("finetune", "finetune")]
    [InlineData("predict", "predict")]
    [InlineData("runs", "runs")]
    [InlineData("trials", "trials")]
    [InlineData("report", "report")]
    [InlineData("datasets", "datasets")]
    [InlineData("datasets-list", "datasets list")]
    [InlineData("datasets-fetch", "datasets fetch")]
    [InlineData("encoders", "encoders")]
    [InlineData("encoders-list", "encoders list")]
    [InlineData("encoders-check", "encoders check")]
    [InlineData("encoders-bench", "encoders bench")]
    [InlineData("cache", "cache")]
    [InlineData("cache-list", "cache list")]
    [InlineData("cache-prune", "cache prune")]
    [InlineData("schema", "schema")]
    [InlineData("doctor", "doctor")]
    public void Help_IsAsExpected(string file, string command)
    {
        Assert.Equal(0, _bench.Mer([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]));

        string program = Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);
        string help = string.Join('\n', _bench.Output.Replace(program, "mer").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expected", $"help-{file}.txt")).Trim(), help.Trim());
    }
}
