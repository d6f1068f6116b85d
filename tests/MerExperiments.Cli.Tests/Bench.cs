using MerExperiments.Cli.Commands;
using MerExperiments.Datasets;
using MerExperiments.Pipeline;
using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Tests;

/// <summary>A workspace in a folder of its own, a fake runner, and the command line tool with captured output.</summary>
internal sealed class Bench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-cli-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public Bench(string? catalogue = null) => File.WriteAllText(Path.Combine(_folder, "experiments.json"), catalogue ?? """
        {"experiments": {"quickstart": {"question": "Does it?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"]}}}
        """);

    public string Folder => _folder;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public FakeRunner Runner { get; } = new();

    public List<(string Runs, string File)> Written { get; } = [];

    public List<DoctorProbe> Probes { get; } = [];

    public bool Trace { get; init; }

    public Toolkit Toolkit { get; } = new();

    /// <summary>The servers that files are fetched from.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Web { get; set; } = _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);

    /// <summary>The terminal's width in characters.</summary>
    public int Width { get; init; } = 200;

    public FakeEncoder Encoder { get; } = new();

    public FakeFineTuner FineTuner { get; } = new();

    public FakePredictor Predictor { get; } = new();

    public Workspace Workspace => new(_folder);

    public int Mer(params string[] arguments) => new MerApplication(Services(), Console(), _error).Invoke(arguments);

    public int Mer(CancellationToken cancellation, params string[] arguments) => new MerApplication(Services(), Console(), _error).Invoke(arguments, cancellation);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Services Services() => new()
    {
        Runner = _ => Runner,
        Encoder = _ => Encoder,
        FineTuner = _ => FineTuner,
        Predictor = _ => Predictor,
        Toolkit = Toolkit,
        WriteReport = (run, file) => Written.Add((run.RunId, file)),
        WriteComparison = (runs, file) => Written.Add((string.Join(" ", runs.Select(run => run.RunId)), file)),
        Probes = Probes,
        Http = () => new FakeWeb(request => Web(request)),
        Fetching = new FetchOptions { Retries = 0 },
        CurrentFolder = _folder,
        Trace = Trace,
    };

    private IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = Width;
        return console;
    }
}
