using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli.Tests;

public sealed class LiveProgressTests
{
    [Fact]
    public void Show_StagesWithMarkupInTheirNames_LeaveOneLineEach()
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });

        int result = LiveProgress.Show(console, TimeProvider.System, progress =>
        {
            using IStageProgress stage = progress.Begin("encode [x]", 2, "clips");
            stage.Advance(2);
            stage.Note("best [0.8, 0.9]");
            return 3;
        });

        Assert.Equal(3, result);
        Assert.Contains("encode [x] (best [0.8, 0.9]): 2 clips in ", output.ToString());
    }
}
