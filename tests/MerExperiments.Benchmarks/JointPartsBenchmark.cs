using System.Globalization;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Benchmarks;

/// <summary>Where the time of a training step goes that is not in matrix products: each part alone, forward and backward, as often as it occurs in a step.</summary>
internal sealed class JointPartsBenchmark : IBenchmark
{
    private const int TimedTurns = 3;

    public string Name => "joint-training-parts";

    public string About =>
        "Parts of the training steps of joint-training, each alone with a backward pass of its own and as often as a step has it; attention holds its matrix products. "
        + "Shares are of the whole step's processor time, measured by turns beside it; what is missing to 100% is the linear layers, sums and autograd.";

    public MarkdownTable Run() => new(
        ["part", .. StepShape.All.SelectMany(shape => (string[])[$"{shape.Name}: processor seconds", "share of the step"])],
        [.. StepShape.All.Select(Rows).Aggregate((rows, more) => [.. rows.Zip(more, (row, cells) => (string[])[.. row, .. cells[1..]])])]);

    private static List<string[]> Rows(StepShape shape)
    {
        using DisposeScope scope = NewDisposeScope();
        using var step = new TrainingStep(shape);
        using var products = new StepProducts(shape);
        (string Name, Action Action)[] parts = [("whole step", step.Run), ("matrix products alone (the floor)", products.Run), ("clipping and AdamW", step.Update), .. Parts(shape)];
        Timing[] timings = Turns.Warm(TimedTurns, [.. parts.Select(part => part.Action)]);
        double whole = Timing.Median(timings[0].ProcessorSeconds);
        return [.. parts.Zip(timings, (part, timing) =>
            (string[])[part.Name, Timing.Describe(timing.ProcessorSeconds, "0.000"), (Timing.Median(timing.ProcessorSeconds) / whole).ToString("0%", CultureInfo.InvariantCulture)])];
    }

    private static IEnumerable<(string Name, Action Action)> Parts(StepShape shape)
    {
        LanguageModelConfiguration model = shape.Language;
        long rows = shape.Rows, places = shape.Places, heads = model.Heads, size = model.HeadSize;
        TokenPositions positions = TokenPositions.Of(ones(rows, places, dtype: ScalarType.Bool), model, ScalarType.Float32);
        Tensor x = Leaf(rows, places, model.HiddenSize), weight = Leaf(model.HiddenSize);
        Tensor query = Leaf(rows, places, heads, size), key = Leaf(rows, places, heads, size), value = Leaf(rows, places, heads, size);
        Tensor shared = Leaf(rows, places, model.KeyValueHeads, size);
        Tensor gate = Leaf(rows, places, model.IntermediateSize), up = Leaf(rows, places, model.IntermediateSize);
        yield return ("norms", Repeat((2 * model.Layers) + 1, () => TorchDecoder.Norm(x, weight, 1e-6)));
        yield return ("rotary positions", Repeat(model.Layers, () => positions.Rotate(query), () => positions.Rotate(shared)));
        yield return ("keys and values shared", Repeat(2 * model.Layers, () => shared.repeat_interleave(heads / model.KeyValueHeads, 2)));
        yield return ("attention", Repeat(model.Layers, () => nn.functional.scaled_dot_product_attention(
            query.transpose(1, 2), key.transpose(1, 2), value.transpose(1, 2), positions.Bias, is_casual: positions.Bias is null)));
        yield return ("gates (silu, product)", Repeat(model.Layers, () => nn.functional.silu(gate) * up));
        yield return ("dropout", Repeat(2 * model.Layers, () => TorchData.Drop(x, 0.1, new NamedSeed(1))));
    }

    private static Tensor Leaf(params long[] shape) => randn(shape).requires_grad_();

    private static Action Repeat(int times, params Func<Tensor>[] parts) => () =>
    {
        foreach (Func<Tensor> part in parts)
        {
            for (int i = 0; i < times; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor y = part();
                y.backward([y.detach()]);
            }
        }
    };
}
