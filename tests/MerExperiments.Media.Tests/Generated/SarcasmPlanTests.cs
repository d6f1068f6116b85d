using MerExperiments.Media.Generated;

namespace MerExperiments.Media.Tests.Generated;

/// <summary>What can be known of the label of the sarcasm task, by what one knows of an utterance.</summary>
public sealed class SarcasmPlanTests
{
    private static readonly IReadOnlyList<UtterancePlan> Sarcasm = Plans(GeneratedTask.Sarcasm);
    private static readonly IReadOnlyList<UtterancePlan> Control = Plans(GeneratedTask.SarcasmControl);

    [Fact]
    public void Plans_WordsAndTheirDelivery_TellTheLabelButForWhatIsMissing() =>
        Assert.InRange(Known(Sarcasm, plan => (plan.Words, plan.Voice is null, Judging(plan).IsDrawled)), 0.91, 0.95);

    [Fact]
    public void Plans_WordsAlone_AreRightHalfOfTheTime() => Assert.InRange(Known(Sarcasm, plan => plan.Words), 0.45, 0.54);

    [Fact]
    public void Plans_DeliveryAlone_TellsNothing() =>
        Assert.InRange(Known(Sarcasm, plan => (plan.Clauses!.Count, PlaceOf(plan, clause => clause.IsDrawled))), 0.16, 0.21);

    [Fact]
    public void Plans_EveryClip_DrawlsOneClause() => Assert.All(Sarcasm, plan => Assert.Single(plan.Clauses!, clause => clause.IsDrawled));

    [Fact]
    public void Plans_WordsAndThePlaceOfTheDrawl_TellNoMoreThanWords() =>
        Assert.InRange(Known(Sarcasm, plan => (plan.Words, plan.Clauses!.Count, PlaceOf(plan, clause => clause.IsDrawled))), 0.45, 0.54);

    [Fact]
    public void Plans_WordsAndTheirPlace_TellNoMoreThanWords() =>
        Assert.InRange(Known(Sarcasm, plan => (plan.Words, plan.Clauses!.Count, PlaceOf(plan, clause => clause.IsEvaluative))), 0.45, 0.54);

    [Fact]
    public void Plans_Control_DrawlsNothingAndAddsUpEvidence()
    {
        Assert.DoesNotContain(Control, plan => plan.Clauses!.Any(clause => clause.IsDrawled));
        double words = Known(Control, plan => plan.Words), voice = Known(Control, plan => plan.Voice), both = Known(Control, plan => (plan.Words, plan.Voice));
        Assert.True(both > Math.Max(words, voice) + 0.08, $"{words} and {voice} apart, {both} together");
    }

    [Fact]
    public void Plans_Twins_HaveTheSameSpeakersClassesAndPlaces() => Assert.All(Sarcasm.Zip(Control), twins =>
    {
        (UtterancePlan one, UtterancePlan other) = twins;
        Assert.Equal((one.Name, one.Speaker, one.Truth, one.Label), (other.Name, other.Speaker, other.Truth, other.Label));
        Assert.Equal(one.Clauses!.Select(clause => clause.IsEvaluative), other.Clauses!.Select(clause => clause.IsEvaluative));
    });

    [Fact]
    public void Meant_Ironically_IsAnotherEmotionAndGoesRoundAllSix()
    {
        var seen = new List<Emotion> { Emotion.Neutral };
        for (int i = 0; i < 5; i++)
        {
            seen.Add(SarcasmStrengths.Meant(seen[^1], ironic: true));
        }

        Assert.Equal(6, seen.Distinct().Count());
    }

    [Fact]
    public void Said_ToMeanIt_MeansIt() => Assert.All(
        Enum.GetValues<Emotion>(),
        emotion => Assert.Equal(emotion, SarcasmStrengths.Meant(SarcasmStrengths.Said(emotion, ironic: true), ironic: true)));

    [Fact]
    public void SpokenClauses_EachCharacter_IsOneSyllable()
    {
        UtterancePlan plan = Sarcasm.First(p => p.Clauses!.Count == 2);
        var draw = new Draw(plan.Seed.For("voice"));
        IReadOnlyList<SpokenClause> spoken = SpokenClause.Of(plan.Clauses!, VoiceShape.Of(Emotion.Neutral), draw);
        Assert.Equal(plan.Clauses!.Select(clause => clause.Chinese.Length), spoken.Select(clause => clause.Syllables.Count));
    }

    [Fact]
    public void SpokenClauses_Drawled_AreDrawnOut()
    {
        (double plain, double drawled) = (Length(false), Length(true));
        Assert.InRange(drawled / plain, 1.35, 1.8);

        double Length(bool isDrawled) => Enumerable.Range(0, 100).Average(i => SpokenClause
            .Of([new ClausePlan("今天是个好日子", "", true, isDrawled)], VoiceShape.Of(Emotion.Neutral), new Draw(new NamedSeed((ulong)i)))[0]
            .Syllables.Average(syllable => syllable.LengthSamples));
    }

    private static int PlaceOf(UtterancePlan plan, Predicate<ClausePlan> what) => plan.Clauses!.ToList().FindIndex(what);

    private static ClausePlan Judging(UtterancePlan plan) => plan.Clauses!.Single(clause => clause.IsEvaluative);

    private static List<UtterancePlan> Plans(GeneratedTask task) =>
        [.. CorpusPlan.Of(new GeneratedCorpusOptions { Task = task, Labelled = 60, Pool = 0, Test = 12_000 }).Where(plan => plan.Part == UtterancePart.Test)];

    /// <summary>The share of labels told by who knows this of an utterance, and how often each label goes with it.</summary>
    private static double Known<T>(IReadOnlyList<UtterancePlan> plans, Func<UtterancePlan, T> what) =>
        plans.GroupBy(what).Sum(group => group.CountBy(plan => plan.Truth).Max(label => label.Value)) / (double)plans.Count;
}
