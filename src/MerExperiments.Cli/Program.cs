using System.Runtime.InteropServices;
using MerExperiments.Cli;
using MerExperiments.Pipeline;
using MerExperiments.Pipeline.JointModels;
using MerExperiments.Reporting;
using Spectre.Console;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
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
    WriteReport = (run, file) => RunReport.Write(run, file),
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
return new MerApplication(services, console, Console.Error).Invoke(args, stop.Token);

// The first signal asks the run to stop at its next safe point; a second one ends the process, which a run survives too.
void StopOnce(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
