using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Kernels;

public sealed class SupportVectorHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("svm");
}
