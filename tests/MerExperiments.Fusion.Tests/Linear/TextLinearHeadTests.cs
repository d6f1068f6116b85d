using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Linear;

public sealed class TextLinearHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("text-linear");
}
