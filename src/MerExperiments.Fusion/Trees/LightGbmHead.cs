using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MerExperiments.Onnx;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MerExperiments.Fusion.Trees;

/// <summary>Gradient-boosted trees with the softmax objective, fitted by ML.NET's LightGBM over the raw features of all encoders.</summary>
/// <remarks>A missing value enters as a number below all others, in fitting and in the graph alike, so that any split can ask for it and the graph
/// needs no rule of its own for it.</remarks>
internal sealed class LightGbmHead : Head
{
    public override string Name => "lightgbm";

    public override SearchSpace Space { get; } = new(
    [
        new IntegerParameter("leaves", 4, 31, 8, Logarithmic: true),
        new RealParameter("learning-rate", 0.02, 0.3, 0.1, Logarithmic: true),
        new IntegerParameter("iterations", 20, 100, 40, Logarithmic: true),
        new IntegerParameter("leaf-rows", 3, 40, 10, Logarithmic: true),
        new RealParameter("l2", 1e-2, 100, 1, Logarithmic: true),
        new RealParameter("feature-fraction", 0.05, 0.5, 0.1, Logarithmic: true),
    ]);

    protected override OnnxGraph FitChecked(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        var context = new MLContext(seed.ToInt32());
        LightGbmMulticlassTrainer trainer = context.MulticlassClassification.Trainers.LightGbm(Options(parameters, seed));
        IDataView data = MatrixDataView.Of(context, RawRows.Join(rows), rows, labels.Count);
        return Write(rows, TreesOf(trainer.Fit(data).Model), labels.Count);
    }

    internal static LightGbmMulticlassTrainer.Options Options(ParameterSet parameters, NamedSeed seed) => new()
    {
        LabelColumnName = MatrixDataView.Label,
        FeatureColumnName = MatrixDataView.Features,
        ExampleWeightColumnName = MatrixDataView.Weight,
        NumberOfLeaves = parameters.Integer("leaves"),
        LearningRate = parameters.Real("learning-rate"),
        NumberOfIterations = parameters.Integer("iterations"),
        MinimumExampleCountPerLeaf = parameters.Integer("leaf-rows"),
        MaximumBinCountPerFeature = 31,
        UseSoftmax = true,
        UseCategoricalSplit = false,
        HandleMissingValue = false,
        EvaluationMetric = LightGbmMulticlassTrainer.Options.EvaluateMetricType.None,
        NumberOfThreads = 1,
        Deterministic = true,
        ForceColumnWise = true, // else LightGBM times two ways of summing and takes the faster one: not the same on every run
        Seed = seed.ToInt32(),
        Booster = new GradientBooster.Options
        {
            L2Regularization = parameters.Real("l2"),
            FeatureFraction = parameters.Real("feature-fraction"),
            MinimumChildWeight = 1e-3,
        },
    };

    /// <summary>The trees of each class.</summary>
    internal static IReadOnlyList<IReadOnlyList<RegressionTree>> TreesOf(OneVersusAllModelParameters model) =>
    [
        .. PartsOf(model).Select(part => part is CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> calibrated
            ? calibrated.SubModel.TrainedTreeEnsemble.Trees
            : throw new InvalidOperationException($"LightGBM made a {part.GetType()}, whose trees cannot be read")),
    ];

    /// <summary>ML.NET shows the trees of a two-class model and hides those of a model of more; the version is pinned, and a test compares scores.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> PartsOf(OneVersusAllModelParameters model);

    private static OnnxGraph Write(TrainingRows rows, IReadOnlyList<IReadOnlyList<RegressionTree>> trees, int classes)
    {
        var graph = new OnnxGraph("lightgbm");
        string logits = TreeGraph.Write(graph, RawRows.WriteJoined(graph, rows), trees);
        return ScoreGraph.Finish(graph, graph.Node("Softmax", [logits], ("axis", 1)), classes);
    }
}
