namespace MerExperiments.Media.Generated;

/// <summary>Decides words and delivery of one utterance of <see cref="GeneratedTask.Sarcasm"/> or its control.</summary>
/// <remarks>The twins draw the same numbers in the same order: the number of clauses, which of them is evaluative and the other clauses' words agree,
/// utterance by utterance.</remarks>
internal static class SarcasmPlan
{
    /// <summary>The utterance of a plan that has name, part, speaker, truth, label and seeds.</summary>
    public static UtterancePlan Of(GeneratedTask task, UtterancePlan plan)
    {
        var draw = new Draw(plan.Seed.For("clauses"));
        bool interacts = task == GeneratedTask.Sarcasm, ironic = draw.Chance(SarcasmStrengths.Ironic), misleads = draw.Chance(SarcasmStrengths.MisleadingWords);
        var text = (Emotion)draw.Weighted(EvidenceStrengths.Text[(int)plan.Truth]);
        var voice = (Emotion)draw.Weighted(EvidenceStrengths.Audio[(int)plan.Truth]);
        var other = (Emotion)draw.Below(6);
        Emotion words = !interacts ? text : misleads ? other : SarcasmStrengths.Said(plan.Truth, ironic);
        bool silent = draw.Chance(EvidenceStrengths.SilentClips), wordless = draw.Chance(EvidenceStrengths.EmptyTranscripts);
        int count = SarcasmStrengths.FewestClauses + draw.Below(SarcasmStrengths.MostClauses - SarcasmStrengths.FewestClauses + 1);
        int evaluative = draw.Below(count), beside = (evaluative + 1 + draw.Below(count - 1)) % count;
        int? drawled = !interacts ? null : ironic ? evaluative : beside;
        return plan with
        {
            Voice = silent ? null : interacts ? Emotion.Neutral : voice,
            Words = wordless ? null : words,
            Clauses = [.. Enumerable.Range(0, count).Select(i => Clause(words, i == evaluative, i == drawled, draw))],
        };
    }

    private static ClausePlan Clause(Emotion words, bool evaluative, bool drawled, Draw draw)
    {
        (string chinese, string english) = TranscriptWriter.Clause(evaluative ? Lexicon.Tinted[(int)words] : Lexicon.Fillers, draw);
        return new ClausePlan(chinese, english, evaluative, drawled);
    }
}
