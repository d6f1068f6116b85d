using MerExperiments.Fusion.Estimators;

namespace MerExperiments.Fusion.Tests;

public sealed class ConcatMlpHeadTests : HeadContract
{
    protected override IHead Head => Heads.Find("concat-mlp");
}
