using MerExperiments.Cli;
using MerExperiments.Pipeline;
using MerExperiments.Pipeline.JointModels;
using MerExperiments.Reporting;
using Spectre.Console;

Console.SetOut(new LastingWriter(Console.Out));
Console.SetError(new LastingWriter(Console.Error));
using var signals = new StopSignals(Console.Error, TimeProvider.System);
signals.Listen();
IAnsiConsole console = AnsiConsole.Console;
if (Console.IsOutputRedirected)
{
    console.Profile.Width = 200;
    console.Profile.Capabilities.Interactive = false;
}

string folder = Directory.GetCurrentDirectory();
var services = new Services
{
    Runner = workspace => new ExperimentRunner(workspace, TimeProvider.System),
    Encoder = workspace => new CorpusEncoder(workspace),
    FineTuner = workspace => new FineTuner(workspace),
    Known = Registry.KnownNames,
    WriteReport = RunReport.Write,
    WriteComparison = ComparisonReport.Write,
    Probes =
    [
        MachineProbes.Runtime,
        MachineProbes.Processors,
        MachineProbes.Memory,
        MachineProbes.Disk(folder),
        MachineProbes.NativeLibrary("onnxruntime"),
        MachineProbes.NativeLibrary("lib_lightgbm"),
        MachineProbes.NativeLibrary("LibTorchSharp"),
        MachineProbes.NativeLibrary("libSkiaSharp"),
        MachineProbes.FFmpeg(Registry.FFmpegVersion),
    ],
    CurrentFolder = folder,
    Trace = Environment.GetEnvironmentVariable("MER_TRACE") == "1",
};
return new MerApplication(services, console, Console.Error).Invoke(args, signals.Token);
