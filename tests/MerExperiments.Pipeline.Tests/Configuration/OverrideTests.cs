using MerExperiments.Corpora;
using static MerExperiments.Pipeline.Tests.Configuration.CatalogueBuilder;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class OverrideTests
{
    private static ExperimentConfiguration Set(params string[] overrides) => One().Resolve("a", overrides);

    [Fact]
    public void Resolve_Number_IsSet() => Assert.Equal(100, Set("sweep.trials=100").Sweep.Search.Trials);

    [Fact]
    public void Resolve_SameKeyTwice_TheLastWins() => Assert.Equal(3, Set("sweep.trials=2", "sweep.trials=3").Sweep.Search.Trials);

    [Fact]
    public void Resolve_TextWithEqualsSign_IsKeptWhole() => Assert.Equal("a=b?", Set("question=a=b?").Question);

    [Fact]
    public void Resolve_NumberForAText_IsText() => Assert.Equal("7", Set("corpus.kind=mer2024", "corpus.root=x", "corpus.name=7").Corpus.As<Mer2024Options>().Name);

    [Theory]
    [InlineData("sweep.heads=attention,lightgbm")]
    [InlineData("sweep.heads=[\"attention\", \"lightgbm\"]")]
    public void Resolve_List_AsJsonOrWithCommas(string text) => Assert.Equal(["attention", "lightgbm"], Set(text).Sweep.Heads);

    [Fact]
    public void Resolve_ListOfNumbers_IsSet() =>
        Assert.Equal([0, 0.4], Set("evaluation.kind=outer-folds", "evaluation.poolFractions=0,0.4").Evaluation.PoolFractions);

    [Fact]
    public void Resolve_RelativePath_StartsAtTheWorkspace()
    {
        string root = Shipped.Resolve("emodb", ["corpus.root=data/emodb"]).Corpus.As<EmoDbOptions>().Root;

        Assert.Equal(Path.Combine(Repository.Root, "data", "emodb"), root);
    }

    [Theory]
    [InlineData("sweep.trials=0", "--set sweep.trials is 0; it must be 1 or more")]
    [InlineData("sweep.trials=five", "--set sweep.trials is the text \"five\"; it must be a whole number")]
    [InlineData("sweep.heads=attention,x", "--set sweep.heads[1] is \"x\"; it must be one of: attention, concat-mlp, lightgbm, maximum-entropy, sdca, linear-svm, averaged-perceptron, fast-tree, fast-forest, naive-bayes, kernel-ridge, svm, product, lda, nearest-neighbours, text-linear")]
    [InlineData("sweep.heads=[", "--set sweep.heads is the text \"[\"; it must be a list")]
    [InlineData("sweep.tirals=5", "--set sweep.tirals names no key of experiments.json; did you mean \"sweep.trials\"?")]
    [InlineData("prepare=x", "--set prepare names a section; set one of its keys: prepare.noise.")]
    [InlineData("trials", "--set trials has no key and value; write it like --set sweep.trials=100")]
    [InlineData("corpus.kind=manifest", "corpus.manifest is missing")]
    public void Resolve_BadOverride_IsRefusedUnderItsPath(string text, string expected) =>
        Assert.Contains(FaultsOf(() => Set(text)), fault => fault.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Resolve_SeveralBadOverrides_AreAllNamed() =>
        Assert.Equal(3, FaultsOf(() => Set("sweep.trials=0", "folds=1", "x=1")).Length);
}
