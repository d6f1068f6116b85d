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
}

public sealed class NaiveBayesHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("naive-bayes");
}
