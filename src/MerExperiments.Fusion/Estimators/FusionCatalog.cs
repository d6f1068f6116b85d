using Microsoft.ML;

namespace MerExperiments.Fusion.Estimators;

/// <summary>The heads of this toolkit among ML.NET's multiclass trainers.</summary>
public static class FusionCatalog
{
    /// <summary>The baseline's attention over encoders.</summary>
    public static HeadEstimator AttentionFusion(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, HeadOptions options) => new(Heads.Find("attention"), options);

    /// <summary>All encoders beside each other through an MLP.</summary>
    public static HeadEstimator ConcatMlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, HeadOptions options) => new(Heads.Find("concat-mlp"), options);

    /// <summary>Gradient-boosted trees over all encoders, missing features included.</summary>
    public static HeadEstimator LightGbmFusion(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, HeadOptions options) => new(Heads.Find("lightgbm"), options);

    /// <summary>Multinomial logistic regression over all encoders, standardised, with masks.</summary>
    public static HeadEstimator MaximumEntropyFusion(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, HeadOptions options) => new(Heads.Find("maximum-entropy"), options);

    /// <summary>Any head: one of <see cref="Heads.All"/>, or one of a user's own.</summary>
    /// <param name="trainers">The platform's trainers.</param>
    /// <param name="head">The head, e.g. <c>Heads.Find("fast-tree")</c> or an <see cref="MerExperiments.Fusion.Trainers.EstimatorHead"/>.</param>
    /// <param name="options">Columns, parameters and seed.</param>
    public static HeadEstimator FusionHead(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, IHead head, HeadOptions options) => new(head, options);

    /// <summary>Linear support vector machines, one class against the rest, with probabilities.</summary>
    public static HeadEstimator TextLinear(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, HeadOptions options) => new(Heads.Find("text-linear"), options);
}
