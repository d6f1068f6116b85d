using System.Text.Json.Serialization;
using MerExperiments.Settings;

namespace MerExperiments.Media.Generated;

/// <summary>How large a generated corpus is, and from which seed. Two equal options give the same bytes.</summary>
public sealed record GeneratedCorpusOptions
{
    /// <summary>What decides the label of an utterance: emotion, voice, words and face each by themselves; sarcasm, words that mean what they say in one tone and another
    /// emotion in the other; sarcasm-control, of the same clauses, voice and words each by themselves.</summary>
    /// <remarks>Left out of a stamp where it is the default, which keeps the stamps of corpora written before there was a choice.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public GeneratedTask Task { get; init; }

    /// <summary>Labelled utterances to generate.</summary>
    [Between(60, 1_000_000)]
    public int Labelled { get; init; } = 600;

    /// <summary>Unlabelled utterances to generate.</summary>
    [Between(0, 1_000_000)]
    public int Pool { get; init; } = 3000;

    /// <summary>Test utterances to generate.</summary>
    [Between(0, 1_000_000)]
    public int Test { get; init; } = 600;

    /// <summary>The seed of the corpus; apart from the run's, so that another seed means another run on the same clips.</summary>
    [Between(0, int.MaxValue)]
    public int Seed { get; init; } = 2024;
}

/// <summary>What decides the label of a generated utterance.</summary>
public enum GeneratedTask
{
    /// <summary>Voice, words and face each express the emotion by themselves, one more clearly than another.</summary>
    Emotion,

    /// <summary>The words mean what they say, or another emotion where they are said ironically: neither sound nor words tell the label alone.</summary>
    Sarcasm,

    /// <summary>The twin of <see cref="Sarcasm"/> without the interaction: as many clauses, spoken in the same way, in which voice and words each
    /// express the emotion by themselves.</summary>
    SarcasmControl,
}
