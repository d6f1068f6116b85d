using System.Globalization;

namespace MerExperiments.Benchmarks;

/// <summary>What a whole training step of the joint model costs against the matrix products that it cannot do without.</summary>
internal sealed class JointTrainingBenchmark : IBenchmark
{
    private const int TimedTurns = 5;

    public string Name => "joint-training";

    public string About =>
        "A whole training step (forward, both losses, backward, clipping, AdamW) in float32, on rows without padding, and all matrix products of that step alone, "
        + "forward and backward, as matrices of the same shapes and layouts: the arithmetic floor. Middle: 24 million weights, 8 layers of 512, 16 rows of 128 places, "
        + "frames of 1,024; small: 0.8 million, 4 layers of 128, 16 rows of 32 places, frames of 40; "
        + "tiny: the preset, 0.1 million, 2 layers of 64, 32 rows of 75 places, frames of 40. Dropout 0.1.";

    public MarkdownTable Run() => new(
        ["step", "places", "GFLOP", "step seconds: median (range)", "places per second", "floor seconds", "floor's GFLOP per second", "floor / step", "of processor time"],
        [.. StepShape.All.Select(Row)]);

    private static string[] Row(StepShape shape)
    {
        using var step = new TrainingStep(shape);
        using var products = new StepProducts(shape);
        Timing[] timings = Turns.Warm(TimedTurns, [step.Run, products.Run]);
        double seconds = Timing.Median(timings[0].WallSeconds), floor = Timing.Median(timings[1].WallSeconds);
        return
        [
            shape.Name, Text(shape.Positions, "#,0"), Text(products.Billions, "0.0"), Timing.Describe(timings[0].WallSeconds, "0.000"), Text(shape.Positions / seconds, "#,0"),
            Timing.Describe(timings[1].WallSeconds, "0.000"), Text(products.Billions / floor, "0"), Text(100 * timings[1].Against(timings[0]), "0") + "%",
            Text(100 * Timing.Median(timings[1].ProcessorSeconds) / Timing.Median(timings[0].ProcessorSeconds), "0") + "%",
        ];
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
