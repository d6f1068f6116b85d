using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests;

public sealed class MaximumEntropyHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("maximum-entropy");
}
