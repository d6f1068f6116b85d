namespace MerExperiments.Media.Generated;

/// <summary>Everything decided about one generated utterance before its media are made.</summary>
internal sealed record UtterancePlan
{
    public required string Name { get; init; }

    public required UtterancePart Part { get; init; }

    /// <summary>The speaker's name.</summary>
    public required string Speaker { get; init; }

    /// <summary>The true class.</summary>
    public required Emotion Truth { get; init; }

    /// <summary>The class in the label file; differs from the truth under label noise.</summary>
    public required Emotion Label { get; init; }

    /// <summary>What the voice expresses; null for a silent clip.</summary>
    public required Emotion? Voice { get; init; }

    /// <summary>What the words express; null for an empty transcript.</summary>
    public required Emotion? Words { get; init; }

    /// <summary>What the face expresses; null for a clip without a face.</summary>
    public required Emotion? Face { get; init; }

    /// <summary>The clauses, each with its delivery; null where the writer of transcripts makes them up and all are delivered alike.</summary>
    public IReadOnlyList<ClausePlan>? Clauses { get; init; }

    /// <summary>The seed of the utterance's media.</summary>
    public required NamedSeed Seed { get; init; }

    /// <summary>The seed of its speaker's voice and face.</summary>
    public required NamedSeed SpeakerSeed { get; init; }
}

/// <summary>One clause of an utterance: what it says, and how.</summary>
/// <param name="Chinese">The words; one syllable is spoken for each character.</param>
/// <param name="English">Their gloss.</param>
/// <param name="IsEvaluative">True for the clause whose words express the emotion.</param>
/// <param name="IsDrawled">True where it is delivered as irony is; an evaluative clause is then ironic.</param>
internal sealed record ClausePlan(string Chinese, string English, bool IsEvaluative, bool IsDrawled);
