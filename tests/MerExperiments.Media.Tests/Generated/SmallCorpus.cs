using MerExperiments.Corpora;
using MerExperiments.Media.Generated;

namespace MerExperiments.Media.Tests.Generated;

/// <summary>A generated corpus of 240 clips, written once for all tests that only read it.</summary>
public sealed class SmallCorpus : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallCorpus()
    {
        Root = Path.Combine(_folder.Path, "corpus");
        GeneratedCorpus.Write(Root, Options);
        Corpus = new Mer2024Reader(new Mer2024Options { Root = Root }).Read();
    }

    public static GeneratedCorpusOptions Options { get; } = new() { Labelled = 100, Pool = 60, Test = 80, Seed = 5 };

    public string Root { get; }

    public Corpus Corpus { get; }

    public void Dispose() => _folder.Dispose();
}
