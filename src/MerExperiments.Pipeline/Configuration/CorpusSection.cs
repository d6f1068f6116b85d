using MerExperiments.Corpora;
using MerExperiments.Media.Generated;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>The utterances an experiment works on.</summary>
public sealed record CorpusSection
{
    /// <summary>Where they come from.</summary>
    public required CorpusKind Kind { get; init; }

    /// <summary>The corpus's folder, absolute. Required for mer2024, emodb and meld; null means the reader's own place: below
    /// <c>datasets/generated</c> for a generated corpus, the manifest's folder for a manifest.</summary>
    [WorkspacePath]
    public string? Root { get; init; }

    /// <summary>The CSV that lists the clips, absolute. Required for a manifest, null for the other kinds.</summary>
    [WorkspacePath]
    [OnlyFor(CorpusKind.Manifest)]
    public string? Manifest { get; init; }

    /// <summary>The corpus's name in reports; null means the reader's own.</summary>
    public string? Name { get; init; }

    /// <summary>The classes, in order; null means MER2024's six for generated and mer2024, MELD's and EMO-DB's own seven, and for a manifest those that its labels name.</summary>
    [LeastCount(2)]
    public ValueList<string>? Labels { get; init; }

    /// <summary>What decides the label of a generated utterance.</summary>
    [OnlyFor(CorpusKind.Generated)]
    public GeneratedTask Task { get; init; } = GeneratedTask.Emotion;

    /// <summary>MELD: how many earlier utterances of the dialogue stand before an utterance in its transcript, with the speakers' names.</summary>
    [Between(0, MeldOptions.MostContext)]
    [OnlyFor(CorpusKind.Meld)]
    public int Context { get; init; }

    /// <summary>Labelled utterances to generate.</summary>
    [Between(60, 200_000)]
    [OnlyFor(CorpusKind.Generated)]
    public int Labelled { get; init; } = 600;

    /// <summary>Unlabelled utterances to generate.</summary>
    [Between(60, 200_000)]
    [OnlyFor(CorpusKind.Generated)]
    public int Pool { get; init; } = 3000;

    /// <summary>Test utterances to generate.</summary>
    [Between(60, 200_000)]
    [OnlyFor(CorpusKind.Generated)]
    public int Test { get; init; } = 600;

    /// <summary>The seed of the generated corpus; apart from the run's, so that another seed means another run on the same clips.</summary>
    [Between(0, int.MaxValue)]
    [OnlyFor(CorpusKind.Generated)]
    public int Seed { get; init; } = 2024;
}
