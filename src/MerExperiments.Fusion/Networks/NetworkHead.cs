using MerExperiments.Onnx;
using MerExperiments.Search;
using MerExperiments.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.Fusion.Networks;

/// <summary>A head that is a network trained in torch. Preparation and network are fitted on the inner training part only.</summary>
internal sealed class NetworkHead(string name, IFusionNetwork network) : Head
{
    public override string Name => name;

    public override SearchSpace Space => NetworkOptions.Space;

    protected override OnnxGraph FitChecked(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation) =>
        Fit(rows, labels, NetworkOptions.Of(parameters), seed, cancellation);

    /// <summary>Fits with any options, also such as lie outside the search space.</summary>
    internal OnnxGraph Fit(TrainingRows rows, LabelSet labels, NetworkOptions options, NamedSeed seed, CancellationToken cancellation)
    {
        TorchLibrary.UseOneThread();
        using DisposeScope scope = NewDisposeScope();
        InnerSplit split = InnerSplit.Of(rows, seed.For("inner-split").ToRandom());
        TrainingRows training = rows.Select(split.Training);
        PreparedColumn[] prepared = [.. training.Columns.Select((column, c) =>
            PreparedColumn.Fit(column, training.Count, options.Components, seed.For("components", c).ToRandom()))];
        double[] classWeights = LabelTargets.ClassWeights(training, labels.Count, options.BalancesClasses);
        NetworkBatch? validation = split.Validation.Count == 0 ? null : Batch(rows.Select(split.Validation), prepared, classWeights, 0);
        cancellation.ThrowIfCancellationRequested();

        using var trainer = new NetworkTrainer(network, options, [.. prepared.Select(p => p.Width)], labels.Count, seed.For("network").ToRandom());
        float[] values = trainer.Train(Batch(training, prepared, classWeights, options.LabelSmoothing), validation, cancellation);
        return Write(rows, prepared, trainer.Shapes, values, options.Hidden, labels.Count);
    }

    private static NetworkBatch Batch(TrainingRows rows, PreparedColumn[] prepared, double[] classWeights, double smoothing) => new(
        [.. prepared.Select((column, c) => column.Apply(rows.Columns[c], rows.Count))],
        TorchMemory.Copy(LabelTargets.Of(rows, classWeights, smoothing), rows.Count, classWeights.Length));

    private OnnxGraph Write(
        TrainingRows rows, PreparedColumn[] prepared, IReadOnlyList<LayerShape> shapes, float[] values, int hidden, int classes)
    {
        var graph = new OnnxGraph(name);
        string[] inputs = [.. prepared.Select((column, c) => column.Write(graph, rows.Columns[c]))];
        string logits = network.Logits(new GraphOperations(graph, shapes, values), inputs, hidden, classes);
        return ScoreGraph.Finish(graph, graph.Node("Softmax", [logits], ("axis", 1)), classes);
    }
}
