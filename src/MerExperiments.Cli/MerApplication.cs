using System.CommandLine;
using MerExperiments.Cli.Commands;
using MerExperiments.Runs;
using Spectre.Console;

namespace MerExperiments.Cli;

/// <summary>The command line tool: parses, calls, prints, and turns what went wrong into an exit code.</summary>
/// <param name="services">What the commands call.</param>
/// <param name="console">Where results and progress go.</param>
/// <param name="error">Where refusals and failures go.</param>
/// <remarks>Both get text from outside only in a form that commands no terminal.</remarks>
public sealed class MerApplication(Services services, IAnsiConsole console, TextWriter error)
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

    private int Carry(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ParseResult result = Root(cancellation).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isHelp = result.Action is not null && result.Errors.Count == 0;
        if (!isHelp && ParseFaults.Of(result) is { Count: > 0 } faults)
        {
            return Refuse(faults);
        }

        try
        {
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

    private RootCommand Root(CancellationToken cancellation)
    {
        var root = new RootCommand("Multimodal emotion recognition experiments: run, compare and report them.")
        {
            _shared.Workspace,
            _shared.Trace,
            new RunCommand(services, console, _shared).Create(cancellation),
            new PrepareCommand(services, console, _shared).Create(cancellation),
            new EncodeCommand(services, console, _shared).Create(cancellation),
            new FineTuneCommand(services, console, _shared).Create(cancellation),
            new RunsCommand(services, console, _shared).Create(),
            new ReportCommand(services, console, _shared).Create(),
            new DatasetsCommand(services, console, _shared).Create(cancellation),
            new EncodersCommand(services, console, _shared).Create(cancellation),
            new SchemaCommand(services, console).Create(),
            new CacheCommand(services, console, _shared).Create(),
            new DoctorCommand(services, console, _shared).Create(),
        };
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
