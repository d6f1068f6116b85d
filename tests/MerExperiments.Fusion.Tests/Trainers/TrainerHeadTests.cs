using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Trainers;

public sealed class SdcaHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("sdca");
}

public sealed class LinearSvmHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("linear-svm");
}

public sealed class AveragedPerceptronHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("averaged-perceptron");
}

public sealed class FastTreeHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("fast-tree");
}

public sealed class FastForestHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("fast-forest");

    /// <summary>A leaf of a forest that holds no other class votes in full, however little its rows weigh.</summary>
    protected override int MostOfAFaintClass => 25;
}

public sealed class NaiveBayesHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("naive-bayes");
}
