using MerExperiments.Corpora;
using MerExperiments.Media.Generated;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Opens the corpus of an experiment: generates it where it is a generated one, and reads it by its reader.</summary>
public sealed class CorpusStage(Workspace workspace, IRunProgress progress)
{
    /// <summary>Opens the corpus.</summary>
    /// <exception cref="InvalidInputException">The corpus's files are refused; all faults at once.</exception>
    public Corpus Open(ExperimentConfiguration configuration, CancellationToken cancellation) =>
        Reader(configuration.Corpus, cancellation).Read(cancellation);

    private ICorpusReader Reader(CorpusSection corpus, CancellationToken cancellation)
    {
        LabelSet? labels = corpus.Labels is { } names ? new LabelSet(names) : null;
        return corpus.Kind switch
        {
            CorpusKind.Generated => Mer2024(Generate(corpus, cancellation), corpus, labels),
            CorpusKind.Mer2024 => Mer2024(corpus.Root!, corpus, labels),
            CorpusKind.Emodb => Manifest(WriteEmoDbManifest(corpus), corpus, labels ?? EmoDbManifest.Labels),
            CorpusKind.Meld => Meld(corpus, labels),
            _ => Manifest(corpus.Manifest!, corpus, labels),
        };
    }

    private static Mer2024Reader Mer2024(string root, CorpusSection corpus, LabelSet? labels) => new(new Mer2024Options
    {
        Root = root,
        Labels = labels ?? LabelSet.Mer2024,
        Name = corpus.Name ?? (corpus.Kind == CorpusKind.Generated ? "generated" : "MER2024"),
    });

    private static MeldReader Meld(CorpusSection corpus, LabelSet? labels) => new(new MeldOptions
    {
        Root = corpus.Root!,
        Context = corpus.Context,
        Labels = labels ?? MeldReader.Emotions,
        Name = corpus.Name ?? "MELD",
    });

    private static ManifestReader Manifest(string path, CorpusSection corpus, LabelSet? labels) =>
        new(new ManifestOptions { ManifestPath = path, Root = corpus.Root, Labels = labels, Name = corpus.Name });

    private string WriteEmoDbManifest(CorpusSection corpus)
    {
        string manifest = Path.Combine(workspace.Datasets, "manifests", "emodb.csv");
        int clips = EmoDbManifest.Write(corpus.Root!, manifest, corpus.Root);
        progress.Say($"{clips} clips of EMO-DB listed in {Path.GetRelativePath(workspace.Root, manifest)}");
        return manifest;
    }

    private string Generate(CorpusSection corpus, CancellationToken cancellation)
    {
        var options = new GeneratedCorpusOptions
        {
            Task = corpus.Task,
            Labelled = corpus.Labelled,
            Pool = corpus.Pool,
            Test = corpus.Test,
            Seed = (ulong)corpus.Seed,
        };
        string folder = Path.Combine(
            corpus.Root ?? Path.Combine(workspace.Datasets, "generated"), GeneratedCorpus.FolderName(options));
        using IStageProgress stage = progress.Begin("generate corpus", corpus.Labelled + corpus.Pool + corpus.Test, "clips");
        GeneratedCorpus.Write(folder, options, new Written(stage), cancellation);
        return folder;
    }

    private sealed class Written(IStageProgress stage) : IProgress<int>
    {
        private int _before;

        public void Report(int value) => stage.Advance(value - Interlocked.Exchange(ref _before, value));
    }
}
