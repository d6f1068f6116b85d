using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Kernels;

public sealed class KernelRidgeHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("kernel-ridge");
}
