using MerExperiments.Onnx;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MerExperiments.Fusion;

/// <summary>Multinomial logistic regression over the standardised features of all encoders and their masks, fitted by ML.NET's L-BFGS.</summary>
internal sealed class MaximumEntropyHead : MatrixHead
{
    private const string RidgePenalty = "l2";
    private const string LassoPenalty = "l1";

    public override string Name => "maximum-entropy";

    public override SearchSpace Space { get; } = new(
    [
        new RealParameter(RidgePenalty, 1e-3, 1e3, 10, Logarithmic: true),
        new RealParameter(LassoPenalty, 1e-4, 10, 1e-2, Logarithmic: true),
    ]);

    protected override string Fit(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, string features, CancellationToken cancellation)
    {
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
        return Write(graph, features, trainer.Fit(MatrixDataView.Of(context, rows.Array, rows.Source, rows.Classes)).Model);
    }

    private static string Write(OnnxGraph graph, string features, MaximumEntropyModelParameters model)
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

        string logits = graph.Add(graph.MatMul(features, graph.Constant(matrix, dimension, classes)), graph.Constant(model.GetBiases().ToArray(), classes));
        return graph.Node("Softmax", [logits], ("axis", 1));
    }
}
