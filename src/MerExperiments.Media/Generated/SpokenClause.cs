namespace MerExperiments.Media.Generated;

/// <summary>One clause as it is spoken.</summary>
/// <param name="Shape">How.</param>
/// <param name="Syllables">Its syllables, one after another.</param>
/// <param name="EndSample">Where it ends, the pause after it included; of the last clause this is the clip's length.</param>
internal sealed record SpokenClause(VoiceShape Shape, List<Syllable> Syllables, int EndSample)
{
    /// <summary>A clip of so many samples, filled with one clause.</summary>
    public static SpokenClause Whole(int samples, VoiceShape manner, Draw draw) => new(manner, Syllable.Fill(samples, manner, draw), samples);

    /// <summary>The clauses of an utterance, with pauses between them; a loud clause is louder than the others of its clip.</summary>
    /// <param name="plans">What is said.</param>
    /// <param name="manner">How the whole utterance is spoken; each clause's delivery is added to it.</param>
    /// <param name="draw">The utterance's draws.</param>
    public static IReadOnlyList<SpokenClause> Of(IReadOnlyList<ClausePlan> plans, VoiceShape manner, Draw draw)
    {
        var spoken = new List<SpokenClause>(plans.Count);
        int at = (int)draw.Uniform(600, 2_000);
        foreach (ClausePlan plan in plans)
        {
            VoiceShape delivery = Delivery(plan.IsDrawled, draw);
            VoiceShape shape = VoiceShape.Make(axis => axis(manner) + axis(delivery));
            float gain = (float)Math.Pow(10, delivery.Energy / 20);
            List<Syllable> syllables = Syllable.Row(plan.Chinese.Length, at, shape, draw);
            at = syllables[^1].StartSample + syllables[^1].LengthSamples + (int)draw.Uniform(SarcasmStrengths.ShortestPause, SarcasmStrengths.LongestPause);
            spoken.Add(new SpokenClause(shape, [.. syllables.Select(syllable => syllable with { Stress = syllable.Stress * gain })], at));
        }

        return spoken;
    }

    private static VoiceShape Delivery(bool drawled, Draw draw)
    {
        double intensity = draw.Uniform(EvidenceStrengths.LeastIntensity, EvidenceStrengths.GreatestIntensity);
        VoiceShape chance = VoiceShape.Random(draw, SarcasmStrengths.ClauseSpread);
        return VoiceShape.Make(axis => (drawled ? intensity * axis(VoiceShape.Drawl) : 0) + axis(chance));
    }
}
