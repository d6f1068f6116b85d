using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace MerExperiments.Fusion.Trainers;

/// <summary>The platform's own multiclass trainers that this toolkit offers as heads.</summary>
/// <remarks>Written as a user writes one. Where ML.NET has a trainer for two classes only, one is fitted per class against all others, on raw scores: the probabilities
/// that it could give are fitted to the rows it trained on.</remarks>
internal static class TrainerHeads
{
    private const string Features = MatrixDataView.Features;
    private const string Label = MatrixDataView.Label;
    private const string Weight = MatrixDataView.Weight;

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<IHead> All { get; } = [Sdca(), LinearSvm(), AveragedPerceptron(), FastTree(), FastForest(), NaiveBayes()];

    /// <summary>Multinomial logistic regression by stochastic dual coordinate ascent.</summary>
    private static EstimatorHead Sdca() => new(
        "sdca",
        new SearchSpace(
        [
            new RealParameter("l2", 1e-5, 0.3, 1e-2, Logarithmic: true),
            new RealParameter("l1", 1e-4, 0.5, 1e-3, Logarithmic: true),
            new IntegerParameter("iterations", 5, 50, 20, Logarithmic: true),
        ]),
        (context, parameters, _) => context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            ExampleWeightColumnName = Weight,
            L2Regularization = (float)parameters.Real("l2"),
            L1Regularization = (float)parameters.Real("l1"),
            MaximumNumberOfIterations = parameters.Integer("iterations"),
            ConvergenceTolerance = 1e-3f,
            NumberOfThreads = 1,
        }))
    {
        GivesProbabilities = true,
    };

    /// <summary>A linear support vector machine per class. ML.NET's trainer has an option for weights that it never reads.</summary>
    private static EstimatorHead LinearSvm() => new(
        "linear-svm",
        new SearchSpace(
        [
            new RealParameter("lambda", 1e-5, 0.1, 1e-3, Logarithmic: true),
            new IntegerParameter("iterations", 3, 50, 10, Logarithmic: true),
        ]),
        (context, parameters, _) => OneVersusAll(context, context.BinaryClassification.Trainers.LinearSvm(new LinearSvmTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            Lambda = (float)parameters.Real("lambda"),
            NumberOfIterations = parameters.Integer("iterations"),
        })))
    {
        IgnoresWeights = true,
    };

    /// <summary>An averaged perceptron per class; ML.NET's trainer has no weights.</summary>
    private static EstimatorHead AveragedPerceptron() => new(
        "averaged-perceptron",
        new SearchSpace(
        [
            new IntegerParameter("iterations", 1, 50, 10, Logarithmic: true),
            new RealParameter("l2", 1e-7, 1e-2, 1e-5, Logarithmic: true),
        ]),
        (context, parameters, _) => OneVersusAll(context, context.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            NumberOfIterations = parameters.Integer("iterations"),
            L2Regularization = (float)parameters.Real("l2"),
        })))
    {
        IgnoresWeights = true,
    };

    /// <summary>Gradient-boosted trees per class. Far slower than <c>lightgbm</c>: ML.NET sorts all features into bins anew for each class.</summary>
    private static EstimatorHead FastTree() => new(
        "fast-tree",
        new SearchSpace(
        [
            new IntegerParameter("leaves", 4, 31, 8, Logarithmic: true),
            new IntegerParameter("trees", 10, 100, 30, Logarithmic: true),
            new RealParameter("learning-rate", 0.02, 0.3, 0.1, Logarithmic: true),
            new IntegerParameter("leaf-rows", 3, 40, 10, Logarithmic: true),
            new RealParameter("feature-fraction", 0.05, 0.5, 0.1, Logarithmic: true),
        ]),
        (context, parameters, seed) => OneVersusAll(context, context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            ExampleWeightColumnName = Weight,
            NumberOfLeaves = parameters.Integer("leaves"),
            NumberOfTrees = parameters.Integer("trees"),
            LearningRate = parameters.Real("learning-rate"),
            MinimumExampleCountPerLeaf = parameters.Integer("leaf-rows"),
            FeatureFraction = parameters.Real("feature-fraction"),
            MaximumBinCountPerFeature = 31,
            NumberOfThreads = 1,
            Seed = seed,
            FeatureSelectionSeed = seed,
        })));

    /// <summary>A random forest per class.</summary>
    private static EstimatorHead FastForest() => new(
        "fast-forest",
        new SearchSpace(
        [
            new IntegerParameter("leaves", 8, 64, 20, Logarithmic: true),
            new IntegerParameter("trees", 10, 100, 20, Logarithmic: true),
            new IntegerParameter("leaf-rows", 2, 20, 5, Logarithmic: true),
            new RealParameter("feature-fraction", 0.05, 0.7, 0.2, Logarithmic: true),
        ]),
        (context, parameters, seed) => OneVersusAll(context, context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            ExampleWeightColumnName = Weight,
            NumberOfLeaves = parameters.Integer("leaves"),
            NumberOfTrees = parameters.Integer("trees"),
            MinimumExampleCountPerLeaf = parameters.Integer("leaf-rows"),
            FeatureFraction = parameters.Real("feature-fraction"),
            MaximumBinCountPerFeature = 31,
            NumberOfThreads = 1,
            Seed = seed,
            FeatureSelectionSeed = seed,
        })));

    /// <summary>Naive Bayes over features as two states, above the training mean or not, which is all that ML.NET's trainer looks at; it has nothing to sweep, and no weights.</summary>
    private static EstimatorHead NaiveBayes() => new(
        "naive-bayes", new SearchSpace([]), (context, _, _) => context.MulticlassClassification.Trainers.NaiveBayes(Label, Features))
    {
        IgnoresWeights = true,
    };

    private static IEstimator<ITransformer> OneVersusAll<TModel>(
        MLContext context, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer)
        where TModel : class => context.MulticlassClassification.Trainers.OneVersusAll(trainer, Label, useProbabilities: false);
}
