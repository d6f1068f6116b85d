using MerExperiments.Onnx;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MerExperiments.Fusion;

/// <summary>Multinomial logistic regression over the standardised features of all encoders and their masks, fitted by ML.NET's L-BFGS.</summary>
internal sealed class MaximumEntropyHead : Head
{
    private const string RidgePenalty = "l2";
    private const string LassoPenalty = "l1";

    public override string Name => "maximum-entropy";

    public override SearchSpace Space { get; } = new(
    [
        new RealParameter(RidgePenalty, 1e-3, 1e3, 10, Logarithmic: true),
        new RealParameter(LassoPenalty, 1e-4, 10, 1e-2, Logarithmic: true),
    ]);

    protected override OnnxGraph FitChecked(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        ColumnScaling[] scalings = [.. rows.Columns.Select(column => ColumnScaling.Fit(column, rows.Count))];
        var context = new MLContext(seed.ToInt32());
        LbfgsMaximumEntropyMulticlassTrainer trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = MatrixDataView.Label,
                FeatureColumnName = MatrixDataView.Features,
                ExampleWeightColumnName = MatrixDataView.Weight,
                L2Regularization = (float)parameters.Real(RidgePenalty),
                L1Regularization = (float)parameters.Real(LassoPenalty),
                MaximumNumberOfIterations = 200,
                OptimizationTolerance = 1e-4f,
                NumberOfThreads = 1,
                DenseOptimizer = true,
            });
        float[] values = StandardisedRows.Join(rows, scalings);
        MaximumEntropyModelParameters model = trainer.Fit(MatrixDataView.Of(context, values, rows, labels.Count)).Model;
        return Write(rows, scalings, model);
    }

    private static OnnxGraph Write(TrainingRows rows, ColumnScaling[] scalings, MaximumEntropyModelParameters model)
    {
        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights, out int classes);
        float[][] byClass = [.. weights.Take(classes).Select(weight => weight.DenseValues().ToArray())];
        int dimension = byClass[0].Length;
        float[] matrix = new float[dimension * classes];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = byClass[i % classes][i / classes];
        }

        var graph = new OnnxGraph("maximum-entropy");
        string joined = StandardisedRows.WriteJoined(graph, rows, scalings);
        string product = graph.Node("MatMul", [joined, graph.Constant(matrix, dimension, classes)]);
        string logits = graph.Node("Add", [product, graph.Constant(model.GetBiases().ToArray(), classes)]);
        return ScoreGraph.Finish(graph, graph.Node("Softmax", [logits], ("axis", 1)), classes);
    }
}
