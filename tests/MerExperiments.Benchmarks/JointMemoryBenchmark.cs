using System.Globalization;
using TorchSharp;

namespace MerExperiments.Benchmarks;

/// <summary>Whether training allocates what it never gives back.</summary>
internal sealed class JointMemoryBenchmark : IBenchmark
{
    private const int Steps = 500, Every = 50;

    public string Name => "joint-training-memory";

    public string About => "The resident set over 500 training steps of the small configuration, after each 50; drift is against the 50th step.";

    public MarkdownTable Run()
    {
        using var step = new TrainingStep(StepShape.Small);
        var rows = new List<string[]>();
        double first = 0;
        for (int done = 1; done <= Steps; done++)
        {
            step.Run();
            if (done % Every == 0)
            {
                double now = Environment.WorkingSet / 1e6;
                first = first == 0 ? now : first;
                rows.Add([done.ToString(CultureInfo.InvariantCulture), Text(now, "0.0"), Text(100 * ((now / first) - 1), "+0.0;-0.0;0.0") + "%", Text(GC.GetTotalMemory(false) / 1e6, "0.0"), Text(torch.Tensor.TotalCount, "0"), Text(GC.CollectionCount(0), "0")]);
            }
        }

        return new MarkdownTable(["step", "resident MB", "drift", "managed heap MB", "live tensors", "collections"], rows);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
