using static MerExperiments.Pipeline.Tests.Configuration.CatalogueBuilder;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class FrozenConfigurationTests
{
    [Theory]
    [InlineData("quickstart")]
    [InlineData("emodb")]
    [InlineData("own-data")]
    public void Restore_WhatWasFrozen_IsEqual(string name)
    {
        ExperimentConfiguration before = ExperimentCatalogue.Load(Repository.Catalogue, Known)
            .Resolve(name, ["sweep.trials=5.0", "sweep.budgetMinutes=1.5", "mining.trials=4"]);

        ExperimentConfiguration after = ExperimentCatalogue.Restore(name, before.Frozen, Repository.Root, Known);

        Assert.Equal(before, after);
        Assert.Equal(before.GetHashCode(), after.GetHashCode());
    }

    [Fact]
    public void Frozen_HoldsDefaultsAndNoMachinePath()
    {
        ExperimentConfiguration configuration = ExperimentCatalogue.Load(Repository.Catalogue, Known).Resolve("emodb", []);

        Assert.Equal(0.8, configuration.Frozen.GetProperty("mining").GetProperty("minimumAgreement").GetDouble());
        Assert.Equal("../shared/assets/corpora/emodb/wav", configuration.Frozen.GetProperty("corpus").GetProperty("root").GetString());
        Assert.False(configuration.Frozen.GetProperty("corpus").TryGetProperty("labelled", out _));
    }

    [Fact]
    public void Equals_OtherTrials_Differs() =>
        Assert.NotEqual(One().Resolve("a", []), One().Resolve("a", ["sweep.trials=9"]));

    [Fact]
    public void Restore_BrokenSetting_NamesRunJson()
    {
        System.Text.Json.JsonElement broken = System.Text.Json.JsonElement.Parse(
            """{"question": "?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"], "folds": 1}""");

        Assert.Equal(
            ["run.json: configuration.folds is 1; it must be 2 or more"],
            FaultsOf(() => ExperimentCatalogue.Restore("a", broken, Repository.Root, Known)));
    }
}
