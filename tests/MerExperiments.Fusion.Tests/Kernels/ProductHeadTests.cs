using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Kernels;

public sealed class ProductHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("product");
}
