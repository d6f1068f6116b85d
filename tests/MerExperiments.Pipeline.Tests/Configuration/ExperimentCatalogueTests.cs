using MerExperiments.Configuration;
using MerExperiments.Storage;
using static MerExperiments.Pipeline.Tests.Configuration.CatalogueBuilder;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class ExperimentCatalogueTests
{
    [Fact]
    public void Load_ThreeMistakes_NamesAllThreeAtOnce()
    {
        string[] faults = FaultsOf(() => One("\"folds\": 1, \"sweep\": {\"tirals\": 3}, \"seed\": \"five\""));

        Assert.Equal(
            [
                "experiments.json: experiments.a.folds is 1; it must be 2 or more",
                "experiments.json: experiments.a.seed is the text \"five\"; it must be a whole number",
                "experiments.json: experiments.a.sweep has the unknown key \"tirals\"; did you mean \"trials\"?",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_NameOfAFaultyCard_IsRefusedWithTheCardsFaultsWhereItIsAskedFor()
    {
        var card = new FaultyCard("encoder", "mine", [new Fault("mine.card.json: graphs[0]", "is null; it must be an object"), new Fault("mine.card.json: name", "is bad")]);
        string One(string name, string encoder) => $$"""  "{{name}}": {"question": "Why?", "corpus": {"kind": "generated"}, "encoders": ["{{encoder}}"]}  """;
        string file = $$"""{"experiments": { {{One("a", "mine")}}, {{One("b", "mel-statistics")}} } }""";

        Assert.Equal(
            [
                "experiments.json: experiments.a.encoders[0] is \"mine\", which has a faulty card: mine.card.json: graphs[0]: is null; it must be an object",
                "experiments.json: experiments.a.encoders[0] is \"mine\", which has a faulty card: mine.card.json: name: is bad",
            ],
            FaultsOf(() => Load(file, Known.WithFaulty([card]))));
        Assert.Equal("b", Load(file, Known.WithFaulty([card]), only: "b").Resolve("b", []).Experiment);
    }

    [Fact]
    public void Load_ClassNameWithALineBreak_IsRefusedByName() => Assert.Equal(
        ["experiments.json: experiments.a.corpus.labels holds a class that is named \"b\\u000ac\"; a class's name must not hold line breaks or control characters"],
        FaultsOf(() => Load("""{"experiments": {"a": {"question": "Why?", "corpus": {"kind": "manifest", "manifest": "x", "labels": ["a", "b\nc"]}, "encoders": ["mel-statistics"]} } }""")));

    [Fact]
    public async Task Load_NamedPipe_IsRefusedRatherThanWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");
        string folder = Directory.CreateTempSubdirectory("catalogue-").FullName, path = Path.Combine(folder, "experiments.json");
        System.Diagnostics.Process.Start("mkfifo", [path]).WaitForExit();
        Task load = Task.Run(() => ExperimentCatalogue<ExperimentConfiguration>.Load(path, KnownNames.Empty), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => load.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Directory.Delete(folder, recursive: true);
        Assert.Equal($"{path}: is a named pipe; a file is expected here", refused.Message);
    }

    [Theory]
    [InlineData("\"folds\": 21", "experiments.a.folds is 21; it must be 20 or less")]
    [InlineData("\"folds\": 2.5", "experiments.a.folds is 2.5; it must be a whole number")]
    [InlineData("\"folds\": null", "experiments.a.folds is null; it must be a whole number")]
    [InlineData("\"question\": \" \"", "experiments.a.question is empty; it must hold a text")]
    [InlineData("\"metric\": \"wav\"", "experiments.a.metric is \"wav\"; it must be one of: waf, uar, accuracy; did you mean \"waf\"?")]
    [InlineData("\"prepare\": {\"denoise\": \"mossformer\"}", "experiments.a.prepare.denoise is \"mossformer\"; it must be one of: none, dtln, gtcrn")]
    [InlineData("\"sweep\": {\"heads\": [\"atention\"]}", "experiments.a.sweep.heads[0] is \"atention\"; did you mean \"attention\"?")]
    [InlineData("\"sweep\": {\"heads\": []}", "experiments.a.sweep.heads has 0 values; it must have 1 or more")]
    [InlineData("\"sweep\": {\"heads\": \"attention\"}", "experiments.a.sweep.heads is the text \"attention\"; it must be a list")]
    [InlineData("\"sweep\": {\"budgetMinutes\": 0}", "experiments.a.sweep.budgetMinutes is 0; it must be 0.001 or more")]
    [InlineData("\"sweep\": 7", "experiments.a.sweep is 7; it must be an object")]
    [InlineData("\"mining\": {\"classBalance\": \"yes\"}", "experiments.a.mining.classBalance is the text \"yes\"; it must be true or false")]
    [InlineData("\"evaluation\": {\"poolFractions\": [0, 0.4]}",
        "experiments.a.evaluation.poolFractions is [0, 0.4]; other than [0] it needs evaluation.kind to be outer-folds")]
    [InlineData("\"evaluation\": {\"outerFolds\": 4}",
        "experiments.a.evaluation.outerFolds is set, and has no meaning where kind is test-part; it belongs to kind outer-folds")]
    public void Load_OneMistake_IsNamedWithPathValueAndRule(string keys, string expected)
    {
        string text = keys.StartsWith("\"question\"", StringComparison.Ordinal)
            ? "{\"experiments\": {\"a\": {\"corpus\": {\"kind\": \"generated\"}, \"encoders\": [\"mel-statistics\"], " + keys + "}}}"
            : "{\"experiments\": {\"a\": {\"question\": \"?\", \"corpus\": {\"kind\": \"generated\"}, \"encoders\": [\"mel-statistics\"], " + keys + "}}}";

        Assert.Equal(["experiments.json: " + expected], FaultsOf(() => Load(text)));
    }

    [Theory]
    [InlineData("{\"kind\": \"manifest\"}", "manifest is missing; it must be a text")]
    [InlineData("{\"kind\": \"mer2024\"}", "root is missing; it must be a text")]
    [InlineData("{\"kind\": \"mer2024\", \"root\": \"x\", \"pool\": 100}", "pool is set, and has no meaning where kind is mer2024; it belongs to kind generated")]
    [InlineData("{\"kind\": \"meld\", \"root\": \"x\", \"context\": 33}", "context is 33; it must be 32 or less")]
    [InlineData("{}", "kind is missing; it must be one of: generated, mer2024, manifest, emodb, meld")]
    public void Load_CorpusWithoutWhatItsKindNeeds_IsRefused(string corpus, string expected)
    {
        string text = "{\"experiments\": {\"a\": {\"question\": \"?\", \"encoders\": [\"mel-statistics\"], \"corpus\": " + corpus + "}}}";

        Assert.Equal(["experiments.json: experiments.a.corpus." + expected], FaultsOf(() => Load(text)));
    }

    [Fact]
    public void Load_CommentsAndTrailingCommas_AreReadOver() => Assert.Equal(7, One("/* why */ \"folds\": 7, // more\n").Resolve("a", []).Folds);

    [Theory]
    [InlineData("\"ensemble\": {\"bagShare\": 0}", "ensemble.bagShare is 0; it must be 0.01 or more")]
    [InlineData("\"sweep\": {\"proposalBatch\": 0}", "sweep.proposalBatch is 0; it must be 1 or more")]
    [InlineData("\"mining\": {\"minimumConfidencePerClass\": {\"sad\": 2}}", "mining.minimumConfidencePerClass.sad is 2; it must be 1 or less")]
    [InlineData("\"mining\": {\"minimumNewLabels\": 0}", "mining.minimumNewLabels is 0; it must be 1 or more")]
    [InlineData("\"evaluation\": {\"without\": [\"mel-statistcs\"]}", "evaluation.without holds \"mel-statistcs\", which the experiment does not have; did you mean \"mel-statistics\"?")]
    public void Load_KeysOfOtherRooms_AreHeldAgainstTheirRules(string keys, string expected) =>
        Assert.Contains($"experiments.json: experiments.a.{expected}", FaultsOf(() => One(keys)));

    [Fact]
    public void Load_KeyThatAnotherCorpusKindHas_IsNoKeyOfThisOne() => Assert.Equal(
        ["experiments.json: experiments.a.corpus.labels is set, and has no meaning where kind is generated; it belongs to kind mer2024, manifest, emodb, meld"],
        FaultsOf(() => Load("""{"experiments": {"a": {"question": "?", "encoders": ["mel-statistics"], "corpus": {"kind": "generated", "labels": ["a", "b"]}}}}""")));

    [Fact]
    public void Load_SyntaxError_NamesLineAndColumn() =>
        Assert.StartsWith("experiments.json: line 2, column 16: is not JSON: ", FaultsOf(() => Load("{\n\"experiments\": x}"))[0]);

    [Fact]
    public void Load_KeyTwice_IsAFault() =>
        Assert.Equal(
            ["experiments.json: experiments.a.folds stands twice in one object; it must stand once"],
            FaultsOf(() => One("\"folds\": 5, \"folds\": 6")));

    [Fact]
    public void Load_FaultInDefaults_IsNamedOnceWhereItStands() =>
        Assert.Equal(["experiments.json: defaults.folds is 1; it must be 2 or more"], FaultsOf(() => One(defaults: "{\"folds\": 1}")));

    [Fact]
    public void Load_QuestionInDefaults_IsRefused() =>
        Assert.Equal(
            ["experiments.json: defaults.question is set; it belongs to one experiment, so it must stand there"],
            FaultsOf(() => One(defaults: "{\"question\": \"Why?\"}")));

    [Theory]
    [InlineData("[]", "the file is a list; it must be an object")]
    [InlineData("{}", "experiments is missing; it must be an object with one or more experiments")]
    [InlineData("{\"experiments\": {}}", "experiments is empty; it must be an object with one or more experiments")]
    [InlineData("{\"experiments\": {\"a\": 3}}", "experiments.a is 3; it must be an object")]
    public void Load_WrongShape_IsRefused(string text, string expected) =>
        Assert.Equal(["experiments.json: " + expected], FaultsOf(() => Load(text)));

    [Fact]
    public void Load_HalfASurrogatePair_IsRefused() =>
        Assert.Contains("not valid Unicode", FaultsOf(() => One("\"device\": \"\\ud800\""))[0]);

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.Contains("does not exist", FaultsOf(() => ExperimentCatalogue<ExperimentConfiguration>.Load("/nowhere/experiments.json", Known))[0]);

    private const string TwoFaulty = """
        {"defaults": {"folds": 4}, "experiments": {
          "good": {"question": "?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"]},
          "bad": {"question": "?", "corpus": {"kind": "generated"}, "encoders": ["mel-statistics"], "folds": 1, "folds": 2},
          "Worse": 3}}
        """;

    [Fact]
    public void Load_OnlyAGoodOne_IsNotRefusedForTheOthers() => Assert.Equal(4, Load(TwoFaulty, only: "good").Resolve("good", []).Folds);

    [Fact]
    public void Load_OnlyABadOne_NamesItsFaultsAlone() =>
        Assert.Equal(
            [
                "experiments.json: experiments.bad.folds stands twice in one object; it must stand once",
                "experiments.json: experiments.bad.folds is 1; it must be 2 or more",
            ],
            FaultsOf(() => Load(TwoFaulty, only: "bad")));

    [Fact]
    public void Load_All_NamesTheFaultsOfEach() => Assert.Equal(4, FaultsOf(() => Load(TwoFaulty)).Length);

    [Theory]
    [InlineData("\"deflauts\"", "the file has the unknown key \"deflauts\"; did you mean \"defaults\"?")]
    [InlineData("\"defaults\": {\"folds\": 1}, \"$schema\"", "defaults.folds is 1; it must be 2 or more")]
    public void Load_OnlyAGoodOne_IsRefusedForTheFileAndItsDefaults(string keys, string expected)
    {
        string text = TwoFaulty.Replace("\"defaults\": {\"folds\": 4}", $"{keys}: \"x\"", StringComparison.Ordinal);

        Assert.Equal(["experiments.json: " + expected], FaultsOf(() => Load(text, only: "good")));
    }

    [Fact]
    public void Resolve_UnknownName_NamesTheNearest() =>
        Assert.Equal(
            ["experiments.json: experiments has no \"quikstart\"; did you mean \"quickstart\"?"],
            FaultsOf(() => Shipped.Resolve("quikstart", [])));

    [Fact]
    public void Resolve_Defaults_ApplyUnlessTheExperimentSets()
    {
        ExperimentConfiguration a = One("\"sweep\": {\"trials\": 7}", "{\"folds\": 3, \"sweep\": {\"trials\": 9, \"tuner\": \"random\"}}").Resolve("a", []);

        Assert.Equal((3, 7, "random"), (a.Folds, a.Sweep.Search.Trials, a.Sweep.Search.Tuner));
    }

    [Fact]
    public void Load_ShippedCatalogue_HasItsEntries() =>
        Assert.Equal(["quickstart", "joint", "sarcasm", "sarcasm-control", "emodb", "emodb-noise", "meld", "meld-text", "own-data"], Shipped.Names);
}
