using MerExperiments.Fusion.Ensembles;

namespace MerExperiments.Fusion.Tests.Ensembles;

public sealed class MeanEnsembleTests : EnsembleMethodContract
{
    protected override IEnsembleMethod Method => new MeanEnsemble();
}
