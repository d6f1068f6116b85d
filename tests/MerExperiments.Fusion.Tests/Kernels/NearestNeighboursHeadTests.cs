using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Kernels;

public sealed class NearestNeighboursHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("nearest-neighbours");
}
