using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests;

public sealed class LightGbmHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("lightgbm");
}
