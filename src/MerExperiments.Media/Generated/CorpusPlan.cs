namespace MerExperiments.Media.Generated;

/// <summary>Decides part, speaker, truth, label and expressed emotions of all utterances of a generated corpus.</summary>
/// <remarks>Names run on as in MER2024: labelled first, then the candidates, in which pool and test are mixed. Parts share no speaker.</remarks>
internal static class CorpusPlan
{
    private const int UtterancesPerSpeaker = 20;

    /// <summary>The plan, by name. It depends on the options alone.</summary>
    public static IReadOnlyList<UtterancePlan> Of(GeneratedCorpusOptions options)
    {
        // The twins of the sarcasm task share a root, so that they have the same speakers.
        var seed = options.Task == GeneratedTask.Emotion ? new NamedSeed((ulong)options.Seed) : new NamedSeed((ulong)options.Seed).For("sarcasm");
        double[] prior = options.Task == GeneratedTask.Emotion ? EvidenceStrengths.Prior : [1, 1, 1, 1, 1, 1];
        UtterancePart[] candidates =
            [.. Enumerable.Repeat(UtterancePart.Pool, options.Pool), .. Enumerable.Repeat(UtterancePart.Test, options.Test)];
        seed.For("candidates").ToRandom().Shuffle(candidates);
        UtterancePart[] parts = [.. Enumerable.Repeat(UtterancePart.Labelled, options.Labelled), .. candidates];
        var classes = new Dictionary<UtterancePart, Queue<Emotion>>
        {
            [UtterancePart.Labelled] = Classes(options.Labelled, prior, seed.For("classes", 0)),
            [UtterancePart.Pool] = Classes(options.Pool, prior, seed.For("classes", 1)),
            [UtterancePart.Test] = Classes(options.Test, prior, seed.For("classes", 2)),
        };
        var speakers = parts.CountBy(part => part).ToDictionary(pair => pair.Key, pair => Math.Max(6, pair.Value / UtterancesPerSpeaker));
        IEnumerable<UtterancePlan> plans = parts.Select((part, i) => One(i, part, classes[part].Dequeue(), speakers[part], seed));
        return [.. options.Task == GeneratedTask.Emotion ? plans : plans.Select(plan => SarcasmPlan.Of(options.Task, plan with { Face = null }))];
    }

    /// <summary>Classes in the prior's exact shares (largest remainder), shuffled; each of the six has at least one per fold of five.</summary>
    private static Queue<Emotion> Classes(int count, double[] prior, NamedSeed seed)
    {
        double total = prior.Sum();
        int[] share = [.. prior.Select(part => Math.Max(count >= 60 ? 5 : 0, (int)(count * part / total)))];
        share[0] += count - share.Sum();
        Emotion[] classes = [.. share.SelectMany((n, label) => Enumerable.Repeat((Emotion)label, Math.Max(0, n)))];
        seed.ToRandom().Shuffle(classes);
        return new Queue<Emotion>(classes);
    }

    private static UtterancePlan One(int index, UtterancePart part, Emotion truth, int speakers, NamedSeed root)
    {
        NamedSeed seed = root.For("utterance", index);
        var draw = new Draw(seed.For("plan"));
        string speaker = FormattableString.Invariant($"{part.ToString().ToLowerInvariant()}-{draw.Below(speakers):D3}");
        return new UtterancePlan
        {
            Name = FormattableString.Invariant($"sample_{index:D8}"),
            Part = part,
            Speaker = speaker,
            Truth = truth,
            Label = part == UtterancePart.Labelled && draw.Chance(EvidenceStrengths.LabelNoise) ? Other(truth, draw) : truth,
            Voice = Expressed(EvidenceStrengths.Audio, truth, EvidenceStrengths.SilentClips, draw),
            Words = Expressed(EvidenceStrengths.Text, truth, EvidenceStrengths.EmptyTranscripts, draw),
            Face = Expressed(EvidenceStrengths.Face, truth, EvidenceStrengths.FacelessClips, draw),
            Seed = seed,
            SpeakerSeed = root.For("speaker/" + speaker),
        };
    }

    private static Emotion? Expressed(double[][] table, Emotion truth, double missing, Draw draw)
    {
        var expressed = (Emotion)draw.Weighted(table[(int)truth]);
        return draw.Chance(missing) ? null : expressed;
    }

    private static Emotion Other(Emotion truth, Draw draw) =>
        (Emotion)draw.Weighted([.. EvidenceStrengths.Prior.Select((prior, label) => label == (int)truth ? 0 : prior)]);
}
