using MerExperiments.Fusion;
using MerExperiments.Reporting;
using MerExperiments.Reporting.Html;
using MerExperiments.Reporting.Reading;
using MerExperiments.Reporting.Sections;
using MerExperiments.Search;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Tests;

public sealed class ToolkitTests
{
    private static readonly string[] BuiltInHeads =
        ["attention", "concat-mlp", "lightgbm", "maximum-entropy", "sdca", "linear-svm", "averaged-perceptron", "fast-tree", "fast-forest", "naive-bayes", "kernel-ridge", "svm", "product", "lda", "nearest-neighbours", "text-linear"];

    [Fact]
    public void Check_NewToolkit_IsWithoutFault() => new Toolkit().Check();

    [Fact]
    public void Names_OfANewToolkit_AreThoseBuiltIn()
    {
        var toolkit = new Toolkit();

        Assert.Equal(BuiltInHeads, toolkit.Heads);
        Assert.Equal(["random", "tpe", "cost-frugal"], toolkit.Tuners);
        Assert.Equal(["greedy", "weights", "mean"], toolkit.EnsembleMethods);
        Assert.Equal(["generated", "mer2024", "manifest", "emodb", "meld"], toolkit.CorpusKinds);
    }

    [Fact]
    public void HeadsWithoutWeights_OfANewToolkit_AreThoseWhoseTrainersHaveNone() =>
        Assert.Equal(["linear-svm", "averaged-perceptron", "naive-bayes"], new Toolkit().AddHead("mine", () => new FakeHead("mine")).HeadsWithoutWeights);

    [Fact]
    public void Check_NameThatStandsTwice_IsNamed() =>
        Assert.Equal(["head \"lightgbm\": is registered twice; each name must stand for one thing"], FaultsOf(new Toolkit().AddHead("lightgbm", () => new FakeHead("lightgbm"))));

    [Fact]
    public void AddReportSection_OfOnesOwn_StandsBehindTheBuiltIn()
    {
        Toolkit toolkit = new Toolkit().AddReportSection("mine", () => new FakeSection());

        toolkit.Check();
        Assert.Equal([.. RunReport.BuiltInSections.Select(section => section.Title), "Mine"], toolkit.ReportSections.Select(section => section.Title));
    }

    [Fact]
    public void Check_ReportSectionOfATakenName_IsNamed() => Assert.Equal(
        ["report section \"answer\": is registered twice; each name must stand for one thing"], FaultsOf(new Toolkit().AddReportSection("answer", () => new FakeSection())));

    [Theory]
    [InlineData("")]
    [InlineData("My Head")]
    [InlineData("none")]
    [InlineData("../x")]
    public void Check_BadName_IsNamed(string name) => Assert.Equal(
        [$"head \"{name}\": has no good name; it must be lower-case letters, digits and hyphens, and not none"], FaultsOf(new Toolkit().AddHead(name, () => new FakeHead(name))));

    [Fact]
    public void Check_FactoryThatThrows_IsNamedWithItsReason() => Assert.Equal(
        ["head \"mine\": cannot be made: InvalidOperationException: no weights here"], FaultsOf(new Toolkit().AddHead("mine", () => throw new InvalidOperationException("no weights here"))));

    [Fact]
    public void Check_FactoryThatGivesNothing_IsNamed() => Assert.Contains("head \"mine\": cannot be made: ", Assert.Single(FaultsOf(new Toolkit().AddHead("mine", () => null!))));

    [Fact]
    public void Check_SpaceThatNamesAParameterTwice_IsNamed() => Assert.Equal(
        ["head \"mine\": cannot be made: ArgumentException: the parameter \"depth\" stands twice"],
        FaultsOf(new Toolkit().AddHead("mine", () => new FakeHead("mine", new IntegerParameter("depth", 1, 2, 1), new IntegerParameter("depth", 1, 2, 1)))));

    [Fact]
    public void Check_HeadThatCallsItselfOtherwise_IsNamed() => Assert.Equal(
        ["head \"mine\": calls itself \"yours\"; it must have the name it is registered by"], FaultsOf(new Toolkit().AddHead("mine", () => new FakeHead("yours"))));

    [Fact]
    public void Check_OptionsThatBreakTheRules_AreNamedEach() => Assert.Equal(
        [
            "corpus kind \"bad\": BadOptions.Kind: is called kind, which names the corpus itself; it must have another name",
            "corpus kind \"bad\": BadOptions.Count: declares no range; a number must have [Between(low, high)]",
            "corpus kind \"bad\": BadOptions.When: is of the type DateTime; it must be one of int, double, bool, string, an enumeration, ValueList, ValueMap or a record of these",
            "corpus kind \"bad\": BadOptions.Files: is of the type String[]; it must be one of int, double, bool, string, an enumeration, ValueList, ValueMap or a record of these",
            "corpus kind \"bad\": BadOptions.Again: is of the type BadOptions; it must be one of int, double, bool, string, an enumeration, ValueList, ValueMap or a record of these",
            "corpus kind \"bad\": BadSection.Depth: declares no range; a number must have [Between(low, high)]",
        ],
        FaultsOf(WithCorpus<BadOptions>("bad")));

    [Fact]
    public void Check_DefaultOutOfItsRange_IsNamed() =>
        Assert.Equal(["corpus kind \"low\": LowOptions.share: by default is 0; it must be 0.5 or more"], FaultsOf(WithCorpus<LowOptions>("low")));

    [Fact]
    public void Check_OptionsThatCannotBeMade_AreNamed() =>
        Assert.Contains("which cannot be made without arguments; it must be a record with init properties", Assert.Single(FaultsOf(WithCorpus<NeedyOptions>("needy"))));

    [Fact]
    public void Check_SeveralFaults_AreToldAtOnce() => Assert.Equal(
        3, FaultsOf(WithCorpus<LowOptions>("low").AddHead("mine", () => new FakeHead("yours")).AddTuner("tpe", () => throw new InvalidOperationException("never made"))).Length);

    [Fact]
    public void Add_Factories_MakeNothingBeforeCheckAndEachOnce()
    {
        int made = 0;
        Toolkit toolkit = new Toolkit().AddHead("mine", () =>
        {
            made++;
            return new FakeHead("mine");
        });
        Assert.Equal([.. BuiltInHeads, "mine"], toolkit.Heads);
        Assert.Contains("\"mine\"", toolkit.Schema());
        Assert.Equal(0, made);

        toolkit.Check();
        toolkit.Check();

        Assert.Equal(1, made);
    }

    [Fact]
    public void OpenCorpus_FolderThatIsNotThere_IsRefusedRatherThanAFailure()
    {
        Toolkit toolkit = new Toolkit().AddCorpus<LowOptions>("mine", (_, _) => throw new DirectoryNotFoundException("no folder x"));
        var experiment = new ExperimentConfiguration { Question = "q", Corpus = new KindSettings("mine", new LowOptions()), Encoders = ["tone"] };

        Assert.Equal("corpus: of kind mine cannot be read: no folder x", Assert.Throws<InvalidInputException>(() => toolkit.OpenCorpus(experiment, new CorpusContext(null!, null!, CancellationToken.None))).Faults[0].ToString());
    }

    private static Toolkit WithCorpus<T>(string kind)
        where T : class => new Toolkit().AddCorpus<T>(kind, (_, _) => throw new InvalidOperationException("never opened"));

    private static string[] FaultsOf(Toolkit toolkit) => [.. Assert.Throws<InvalidInputException>(toolkit.Check).Faults.Select(fault => fault.ToString())];

    private sealed class FakeHead(string name, params Parameter[] parameters) : IHead
    {
        public string Name => name;

        public SearchSpace Space => new(parameters);

        public FittedHead Fit(TrainingRows rows, LabelSet labels, ParameterSet set, NamedSeed seed, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed record BadOptions
    {
        public string Kind { get; init; } = "x";

        public int Count { get; init; }

        public DateTime When { get; init; }

        public string[] Files { get; init; } = [];

        public BadOptions? Again { get; init; }

        public BadSection Section { get; init; } = new();
    }

    private sealed record BadSection
    {
        public double Depth { get; init; }
    }

    private sealed record LowOptions
    {
        [Between(0.5, 1)]
        public double Share { get; init; }
    }

    private sealed record NeedyOptions(string Root);

    private sealed class FakeSection : IReportSection
    {
        public string Title => "Mine";

        public void Write(ReportPage page, RunContent run) => page.Heading(2, Title);
    }
}
