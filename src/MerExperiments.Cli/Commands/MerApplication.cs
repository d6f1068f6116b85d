using System.CommandLine;
using System.CommandLine.Parsing;
using MerExperiments.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MerExperiments.Cli.Commands;

/// <summary>The command line tool: parses, calls, prints, and turns what went wrong into an exit code.</summary>
/// <param name="services">What the commands call.</param>
/// <param name="console">Where results and progress go.</param>
/// <param name="error">Where refusals and failures go.</param>
/// <remarks>Both get text from outside only in a form that commands no terminal.</remarks>
internal sealed class MerApplication(Services services, IAnsiConsole console, TextWriter error)
{
    private readonly SharedOptions _shared = new();
    private readonly PrintedWriter _error = new(error);

    /// <summary>Carries out one command line; never throws.</summary>
    public int Invoke(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var printed = new PrintedSegments();
        console.Pipeline.Attach(printed);
        try
        {
            return Carry(arguments, cancellation);
        }
        finally
        {
            console.Pipeline.Detach(printed);
        }
    }

    /// <summary>What is wrong with a command line, which is not carried out; empty where it is understood.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyList<string> arguments) => FaultsOf(Parse(arguments, CancellationToken.None));

    private int Carry(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ParseResult result = Parse(arguments, cancellation);
        if (FaultsOf(result) is { Count: > 0 } faults)
        {
            return Refuse(faults);
        }

        try
        {
            if (result.Action == result.CommandResult.Command.Action)
            {
                services.Toolkit.Check();
            }

            return result.Invoke(new InvocationConfiguration
            {
                Output = new PrintedWriter(console.Profile.Out.Writer),
                Error = _error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Report(e, services.Trace || result.GetValue(_shared.Trace));
        }
    }

    private ParseResult Parse(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Root(cancellation).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static IReadOnlyList<Fault> FaultsOf(ParseResult result) =>
        result.Action is not null && (result.Errors.Count == 0 || IsCompletion(result)) ? [] : ParseFaults.Of(result);

    /// <summary>A shell asks what may follow an unfinished command line, which has faults by nature.</summary>
    private static bool IsCompletion(ParseResult result) =>
        result.Tokens.Any(token => token.Type == TokenType.Directive && token.Value.StartsWith("[suggest", StringComparison.Ordinal));

    private RootCommand Root(CancellationToken cancellation)
    {
        var root = new RootCommand("Multimodal emotion recognition experiments: run, compare and report them.")
        {
            _shared.Workspace,
            _shared.Trace,
            new InitCommand(services, console).Create(),
            new RunCommand(services, console, _shared).Create(cancellation),
            new PrepareCommand(services, console, _shared).Create(cancellation),
            new EncodeCommand(services, console, _shared).Create(cancellation),
            new FineTuneCommand(services, console, _shared).Create(cancellation),
            new PredictCommand(services, console, _error, _shared).Create(cancellation),
            new RunsCommand(services, console, _shared).Create(),
            new TrialsCommand(services, console, _shared).Create(),
            new ReportCommand(services, console, _shared).Create(),
            new DatasetsCommand(services, console, _shared).Create(cancellation),
            new EncodersCommand(services, console, _shared).Create(cancellation),
            new SchemaCommand(services, console).Create(),
            new CacheCommand(services, console, _shared).Create(),
            new DoctorCommand(services, console, _shared).Create(),
        };
        HelpWithParts.AddTo(root, services.Toolkit);
        return root;
    }

    private int Refuse(IReadOnlyList<Fault> faults)
    {
        foreach (Fault fault in faults)
        {
            _error.WriteLine(fault);
        }

        return ExitCode.BadInput;
    }

    private int Report(Exception e, bool trace)
    {
        if (trace)
        {
            _error.WriteLine(e);
        }

        return e switch
        {
            InvalidInputException refusal => Refuse(refusal.Faults),
            StoppedException stopped => ReportStop(stopped),
            OperationCanceledException => Fail("stopped before there was anything to go on from"),
            _ => Fail($"failed: {e.Message.ReplaceLineEndings(" ")}{(trace ? "" : " (--trace prints where)")}"),
        };
    }

    private int ReportStop(StoppedException stopped)
    {
        _error.WriteLine($"stopped: {stopped.Message}");
        _error.WriteLine($"go on with: {stopped.HowToResume}");
        return ExitCode.Stopped;
    }

    private int Fail(string line)
    {
        _error.WriteLine(line);
        return ExitCode.Failed;
    }
}

/// <summary>The way out for tables and bars: the console's own commands pass, and any that stands in a text is shown instead of sent.</summary>
internal sealed class PrintedSegments : IRenderHook
{
    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(IRenderable (renderable) => new Printed(renderable));

    private sealed class Printed(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment => segment.IsControlCode ? segment : new Segment(PrintableText.Of(segment.Text), segment.Style));
    }
}
