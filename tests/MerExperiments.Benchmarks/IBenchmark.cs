namespace MerExperiments.Benchmarks;

/// <summary>A measurement that a person asks for by name and that prints a Markdown table.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    MarkdownTable Run();
}
