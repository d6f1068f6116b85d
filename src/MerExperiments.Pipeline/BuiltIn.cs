using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Media;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Generated;
using MerExperiments.Reporting;
using MerExperiments.Reporting.Sections;
using MerExperiments.Runs;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline;

/// <summary>What comes with the toolkit, registered as a user registers what is their own.</summary>
internal static class BuiltIn
{
    /// <summary>Adds all of it.</summary>
    public static void AddTo(Toolkit toolkit)
    {
        foreach (IHead head in Heads.All)
        {
            toolkit.AddHead(head.Name, () => head);
        }

        foreach (ITuner tuner in Tuners.All)
        {
            toolkit.AddTuner(tuner.Name, () => tuner);
        }

        foreach (DenoiserCard card in BuiltInDenoisers.All)
        {
            toolkit.AddDenoiser(card.ToModel());
        }

        foreach (MediaModel<IFaceDetector> detector in FaceDetectors.All)
        {
            toolkit.AddFaceDetector(detector);
        }

        foreach (IReportSection section in RunReport.BuiltInSections)
        {
            toolkit.AddReportSection(JsonNamingPolicy.KebabCaseLower.ConvertName(section.GetType().Name[..^"Section".Length]), () => section);
        }

        toolkit
            .AddEnsembleMethod("greedy", context => context.Options.SweepWeights ? new TwoStageEnsemble(Greedy(context), Swept(context)) : Greedy(context))
            .AddEnsembleMethod("weights", context => new TwoStageEnsemble(Best(context), Swept(context)))
            .AddEnsembleMethod("mean", context => new TwoStageEnsemble(Best(context), new MeanEnsemble()))
            .AddCorpus<GeneratedCorpusOptions>("generated", Generated)
            .AddCorpus<Mer2024Options>("mer2024", (options, _) => new Mer2024Reader(options))
            .AddCorpus<ManifestOptions>("manifest", (options, _) => new ManifestReader(options))
            .AddCorpus<EmoDbOptions>("emodb", EmoDb)
            .AddCorpus<MeldOptions>("meld", (options, _) => new MeldReader(options));
    }

    private static GreedyEnsemble Greedy(EnsembleContext context) => new(context.Metric, context.Options);

    private static SweptEnsemble Swept(EnsembleContext context) => new(context.Metric, context.Options.Trials, context.Propose);

    private static BestMembersEnsemble Best(EnsembleContext context) => new(context.Metric, context.Options.Size);

    private static Mer2024Reader Generated(GeneratedCorpusOptions options, CorpusContext context)
    {
        string folder = Path.Combine(context.Workspace.Datasets, "generated", GeneratedCorpus.FolderName(options));
        int clips = options.Labelled + options.Pool + options.Test;
        using IStageProgress stage = context.Progress.Begin("generate corpus", clips, "clips");
        if (!GeneratedCorpus.Write(folder, options, new Written(stage), context.Cancellation, Damaged))
        {
            stage.Note("they were there");
            stage.Advance(clips);
        }

        return new Mer2024Reader(new Mer2024Options { Root = folder, Name = "generated" });

        void Damaged(Fault fault) => context.Progress.Say($"{fault}; the corpus is generated again");
    }

    /// <summary>EMO-DB says speaker and emotion in its files' names; they are written into a manifest, which anybody can look at.</summary>
    private static ManifestReader EmoDb(EmoDbOptions options, CorpusContext context)
    {
        string manifest = Path.Combine(context.Workspace.Datasets, "manifests", "emodb.csv");
        int clips = EmoDbManifest.Write(options.Root, manifest, options.Root);
        context.Progress.Say($"{clips} clips of EMO-DB listed in {Path.GetRelativePath(context.Workspace.Root, manifest)}");
        return new ManifestReader(new ManifestOptions { Manifest = manifest, Root = options.Root, Labels = options.Labels, Name = options.Name });
    }

    private sealed class Written(IStageProgress stage) : IProgress<int>
    {
        private int _before;

        public void Report(int value) => stage.Advance(value - Interlocked.Exchange(ref _before, value));
    }
}
