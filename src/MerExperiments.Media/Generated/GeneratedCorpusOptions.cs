using System.Text.Json.Serialization;

namespace MerExperiments.Media.Generated;

/// <summary>How large a generated corpus is, and from which seed. Two equal options give the same bytes.</summary>
public sealed record GeneratedCorpusOptions
{
    /// <summary>What decides the label. Default: voice, words and face each by themselves. Left out of a stamp where it is the default, which keeps
    /// the stamps of corpora written before there was a choice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public GeneratedTask Task { get; init; }

    /// <summary>Labelled utterances, 60 or more. Default 600.</summary>
    public int Labelled { get; init; } = 600;

    /// <summary>Pool utterances, 0 or more. Default 3,000.</summary>
    public int Pool { get; init; } = 3000;

    /// <summary>Test utterances, 0 or more. Default 600.</summary>
    public int Test { get; init; } = 600;

    /// <summary>The seed. Default 2024.</summary>
    public ulong Seed { get; init; } = 2024;

    /// <summary>What is out of range, for a message that names all of it.</summary>
    public IReadOnlyList<Fault> Faults() =>
    [
        .. new[] { ("labelled", Labelled, 60), ("pool", Pool, 0), ("test", Test, 0) }
            .Where(option => option.Item2 < option.Item3 || option.Item2 > 1_000_000)
            .Select(option => new Fault($"corpus.{option.Item1}", $"is {option.Item2}; it must be {option.Item3} to 1,000,000")),
    ];
}
