using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests;

public sealed class AttentionHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("attention");
}
