namespace MerExperiments.Media.Generated;

/// <summary>Writes what is said in one clip: one to three clauses, of which some are tinted by an emotion.</summary>
internal static class TranscriptWriter
{
    private static readonly string[] Ends = ["。", "。", "。", "！", "？"];

    /// <summary>The transcript and its English gloss; both empty where nothing was said.</summary>
    public static (string Chinese, string English) Write(UtterancePlan plan)
    {
        if (plan.Words is not { } emotion)
        {
            return ("", "");
        }

        var draw = new Draw(plan.Seed.For("words"));
        if (plan.Clauses is { } planned)
        {
            return Join([.. planned.Select(clause => (clause.Chinese, clause.English))], draw);
        }

        var clauses = new List<(string Chinese, string English)>();
        for (int left = 1 + draw.Below(3); left > 0; left--)
        {
            clauses.Add(Clause(emotion, draw));
        }

        return Join(clauses, draw);
    }

    /// <summary>A clause around one of some words: what it is about, the words, and a particle.</summary>
    public static (string Chinese, string English) Clause((string Chinese, string English)[] words, Draw draw)
    {
        (string Chinese, string English) opening = draw.Pick(Lexicon.Openings), core = draw.Pick(words), particle = draw.Pick(Lexicon.Particles);
        return (opening.Chinese + core.Chinese + particle.Chinese, $"{opening.English} {core.English}".Trim());
    }

    private static (string Chinese, string English) Join(List<(string Chinese, string English)> clauses, Draw draw) =>
        (string.Join('，', clauses.Select(c => c.Chinese)) + draw.Pick(Ends), string.Join("; ", clauses.Select(c => c.English)) + ".");

    private static (string Chinese, string English) Clause(Emotion emotion, Draw draw)
    {
        (string Chinese, string English)[] words =
            !draw.Chance(EvidenceStrengths.TintedClause) ? Lexicon.Fillers
            : draw.Chance(EvidenceStrengths.SharedWord) ? Lexicon.Shared(emotion, draw)
            : Lexicon.Tinted[(int)emotion];
        return Clause(words, draw);
    }
}
