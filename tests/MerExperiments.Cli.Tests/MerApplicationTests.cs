using MerExperiments.Storage;

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
    [InlineData("", "a command is missing; it must be one of: run, prepare, encode, finetune, runs, report, datasets, encoders, cache, doctor")]
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
        Assert.Contains("holds experiments.json; go to the workspace or name it with --workspace", _bench.Error);
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
    [InlineData("run", "run")]
    [InlineData("prepare", "prepare")]
    [InlineData("encode", "encode")]
    [InlineData("finetune", "finetune")]
    [InlineData("runs", "runs")]
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
    [InlineData("doctor", "doctor")]
    public void Help_IsAsExpected(string file, string command)
    {
        Assert.Equal(0, _bench.Mer([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]));

        string program = Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);
        string help = string.Join('\n', _bench.Output.Replace(program, "mer").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expected", $"help-{file}.txt")).Trim(), help.Trim());
    }
}
