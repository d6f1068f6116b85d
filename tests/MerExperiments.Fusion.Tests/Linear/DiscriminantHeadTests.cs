using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests.Linear;

public sealed class DiscriminantHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("lda");

    /// <summary>A weight counts in the class's share alone, of which the logarithm is taken: 1e-4 is 9 in a score, before the scale.</summary>
    protected override int MostOfAFaintClass => 40;
}
