namespace MerExperiments.Benchmarks;

/// <summary>A measurement that a person asks for by name and that prints a Markdown table.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What is compared with what, at what size: printed above the table.</summary>
    string About { get; }

    /// <summary>Measures.</summary>
    MarkdownTable Run();
}
