using System.Reflection;
using System.Runtime.InteropServices;

namespace MerExperiments.Runs;

/// <summary>What produced a run: versions and machine, so that a later reader can tell why two runs differ.</summary>
public sealed record Provenance
{
    /// <summary>The toolkit's version.</summary>
    public required string Toolkit { get; init; }

    /// <summary>The program that used the toolkit, with the id of its build, which differs where its code does: <c>mer</c>, or a user's own with their heads in it.</summary>
    public string Program { get; init; } = "";

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system and processor architecture.</summary>
    public required string Platform { get; init; }

    /// <summary>Logical processors.</summary>
    public required int Processors { get; init; }

    /// <summary>When the run was started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The command line that started it.</summary>
    public required string Command { get; init; }

    /// <summary>Whether what computes is the same: toolkit, program, runtime and platform. A run that one began and another goes on with may end with other bytes.</summary>
    public bool ComputesLike(Provenance other) =>
        (Toolkit, Program, Runtime, Platform) == (other.Toolkit, other.Program, other.Runtime, other.Platform);

    /// <summary>The provenance of a run that starts now on this machine.</summary>
    public static Provenance Here(string command, TimeProvider time) => new()
    {
        Toolkit = typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        Program = Assembly.GetEntryAssembly() is { } program ? $"{program.GetName().Name} {program.ManifestModule.ModuleVersionId:N}"[..^24] : "",
        Runtime = RuntimeInformation.FrameworkDescription,
        Platform = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
        Processors = Environment.ProcessorCount,
        Started = time.GetUtcNow(),
        Command = command,
    };
}
