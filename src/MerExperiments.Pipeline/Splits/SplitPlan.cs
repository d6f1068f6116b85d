using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Media.Generated;

namespace MerExperiments.Pipeline.Splits;

/// <summary>Decides, before anything is fitted, which utterances a run trains on, mines and scores.</summary>
/// <remarks>Outer folds leave speakers out where speakers are known. A pool made of training utterances has its labels taken away
/// here, so nothing after this can read them; they are kept apart for judging the mining.</remarks>
internal static class SplitPlan
{
    /// <summary>What can be told of a plan before there is a corpus: whether one that is generated will have the test part that is asked for.</summary>
    public static IEnumerable<Fault> Faults(ExperimentConfiguration configuration)
    {
        bool wantsTest = configuration.Evaluation.Kind == EvaluationKind.TestPart;
        if (configuration.Corpus.Options is GeneratedCorpusOptions generated && generated.Test > 0 != wantsTest)
        {
            yield return wantsTest
                ? new Fault("evaluation.kind", "is test-part, but corpus.test is 0; set corpus.test, or evaluation.kind=outer-folds")
                : new Fault("evaluation.kind", $"is outer-folds, but corpus.test is {generated.Test}, which outer folds would leave unused; set corpus.test=0, or evaluation.kind=test-part");
        }
    }

    /// <summary>Plans all conditions of a run.</summary>
    /// <exception cref="InvalidInputException">The corpus has too few labelled, test or per-class utterances for the plan.</exception>
    public static IReadOnlyList<Condition> Create(Corpus corpus, ExperimentConfiguration configuration, NamedSeed seed)
    {
        IReadOnlyList<Utterance> labelled = corpus.Of(UtterancePart.Labelled);
        IReadOnlyList<SoundCondition> sounds = SoundCondition.Of(configuration);
        if (configuration.Evaluation.Kind == EvaluationKind.TestPart)
        {
            Split split = WithTestPart(corpus, labelled, configuration.Folds, seed);
            return WithAblations([.. sounds.Select(sound => new Condition(NameOf(0, sound), 0, sound, [split]))], configuration);
        }

        FoldPlan? outer = null;
        IReadOnlyList<Fault> tooFew = InvalidInputException.FaultsOf(() => outer = OuterPlan(corpus, labelled, configuration.Evaluation.OuterFolds, seed.For("outer folds")));
        InvalidInputException.ThrowIfAny([.. corpus.Of(UtterancePart.Test) is { Count: > 0 } test ? [UnusedTestPart(corpus, test.Count)] : Array.Empty<Fault>(), .. tooFew]);
        Condition[] conditions =
        [
            .. from fraction in configuration.Evaluation.PoolFractions
               from sound in sounds
               select new Condition(
                   NameOf(fraction, sound),
                   fraction,
                   sound,
                   [.. Enumerable.Range(0, outer!.Count).Select(fold => Outer(corpus, labelled, outer, fold, fraction, configuration.Folds, seed))]),
        ];
        return WithAblations(conditions, configuration);
    }

    /// <summary>Adds, behind the condition that has all encoders, one condition per encoder that is to be left out, on the same splits.</summary>
    private static IReadOnlyList<Condition> WithAblations(Condition[] conditions, ExperimentConfiguration configuration)
    {
        IReadOnlyList<string> without = configuration.Evaluation.Without ?? [];
        return [.. conditions, .. without.Select(name => conditions[0] with { Name = $"without-{name}", Without = name })];
    }

    private static FoldPlan OuterPlan(Corpus corpus, IReadOnlyList<Utterance> labelled, int folds, NamedSeed seed)
    {
        try
        {
            return FoldPlan.Create(labelled, corpus.Labels, folds, seed);
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException([.. e.Faults.Select(fault => fault.Place == "folds" ? fault with { Place = "evaluation.outerFolds" } : fault)]);
        }
    }

    private static string NameOf(double fraction, SoundCondition sound) =>
        !sound.IsAsPrepared ? sound.Name : fraction == 0 ? "main" : string.Create(CultureInfo.InvariantCulture, $"pool-{fraction * 100:0.##}");

    private static Split WithTestPart(Corpus corpus, IReadOnlyList<Utterance> labelled, int folds, NamedSeed seed)
    {
        IReadOnlyList<Utterance> test = corpus.Of(UtterancePart.Test);
        FoldPlan? plan = null;
        IReadOnlyList<Fault> tooFew = InvalidInputException.FaultsOf(() => plan = FoldPlan.Create(labelled, corpus.Labels, folds, seed.For("folds")));
        InvalidInputException.ThrowIfAny([.. test.Count == 0 ? [NoTestPart(corpus)] : Array.Empty<Fault>(), .. tooFew]);
        return new Split
        {
            OuterFold = 0,
            GroupWord = corpus.GroupWord,
            Labelled = labelled,
            Pool = corpus.Of(UtterancePart.Pool),
            Test = test,
            PoolTruth = Splits.PoolTruth.Read(corpus),
            Folds = plan!,
        };
    }

    private static Fault NoTestPart(Corpus corpus) => new(
        "evaluation.kind",
        $"is test-part, but the corpus {corpus.Name} has no test utterances: labelled ones that nothing is trained or chosen on, for the final score; give it some (in a manifest: split = test), or set evaluation.kind=outer-folds");

    private static Fault UnusedTestPart(Corpus corpus, int count) => new(
        "evaluation.kind",
        $"is outer-folds, but {corpus.Name} has {count} test utterances, which outer folds would leave unused; set it to test-part, or mark them labelled");

    private static Split Outer(
        Corpus corpus, IReadOnlyList<Utterance> labelled, FoldPlan outer, int fold, double fraction, int folds, NamedSeed seed)
    {
        Utterance[] training = [.. labelled.Where(u => outer.FoldOf(u.Name) != fold)];
        var hidden = StratifiedSplit.Create(training, corpus.Labels, fraction, seed.For("pool", fold));
        return new Split
        {
            OuterFold = fold,
            GroupWord = corpus.GroupWord,
            Labelled = hidden.Rest,
            Pool = [.. hidden.Held.Select(u => u with { Label = null, Part = UtterancePart.Pool }), .. corpus.Of(UtterancePart.Pool)],
            Test = [.. labelled.Where(u => outer.FoldOf(u.Name) == fold)],
            PoolTruth = hidden.Held.ToDictionary(u => u.Name, u => u.Label!, StringComparer.Ordinal),
            Folds = FoldPlan.Create(hidden.Rest, corpus.Labels, folds, seed.For("folds", fold)),
        };
    }
}

/// <summary>Which utterances train, which are mined and which are scored at the end, in one outer fold of one condition.</summary>
internal sealed record Split
{
    /// <summary>The outer fold, 0 or more; 0 where the corpus has a test part.</summary>
    public required int OuterFold { get; init; }

    /// <summary>What the utterances are kept apart by, for reports: <see cref="Corpus.GroupWord"/>.</summary>
    public string GroupWord { get; init; } = "speaker";

    /// <summary>Human-labelled utterances: they are split into folds, train and validate.</summary>
    public required IReadOnlyList<Utterance> Labelled { get; init; }

    /// <summary>Utterances without a label; empty where there is no pool.</summary>
    public required IReadOnlyList<Utterance> Pool { get; init; }

    /// <summary>Human-labelled utterances that choose nothing.</summary>
    public required IReadOnlyList<Utterance> Test { get; init; }

    /// <summary>The true labels of pool utterances, for judging the mining only; empty where they are not known.</summary>
    public required IReadOnlyDictionary<string, string> PoolTruth { get; init; }

    /// <summary>The folds of the labelled part.</summary>
    public required FoldPlan Folds { get; init; }
}

/// <summary>The whole flow under one choice of what is labelled, what is pool, and what sound trains and is tested.</summary>
/// <param name="Name">Its name in folders and reports: <c>main</c>, e.g. <c>pool-40</c>, or the name of its sound.</param>
/// <param name="PoolFraction">The share of the training utterances whose labels are hidden.</param>
/// <param name="Sound">What sound trains and what sound is tested.</param>
/// <param name="Splits">One split per outer fold.</param>
/// <param name="Without">The encoder that late fusion never sees; null where it sees all.</param>
internal sealed record Condition(string Name, double PoolFraction, SoundCondition Sound, IReadOnlyList<Split> Splits, string? Without = null)
{
    /// <summary>The encoders that late fusion sees, of those that the experiment has.</summary>
    public IReadOnlyList<string> EncodersOf(ExperimentConfiguration configuration) => [.. configuration.FusedEncoders.Where(encoder => encoder != Without)];
}
