using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Encoders;
using MerExperiments.Features;

namespace MerExperiments.Benchmarks;

/// <summary>One extraction in a process of its own, for what must be measured or killed as a process: <c>extract MANIFEST STORE ENCODER LEVEL WORKERS</c>.</summary>
/// <remarks>Prints the table's folder, the clips that went through, what stages took and the most anonymous memory. <c>make-clips FOLDER CLIPS</c> writes a
/// manifest of so many names for sixty generated WAV files.</remarks>
internal static class ExtractionMode
{
    /// <summary>The first word of either command line.</summary>
    public const string Extract = "extract", MakeClips = "make-clips";

    /// <summary>Runs what the command line asks for.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case [MakeClips, var folder, var clips]:
                Console.WriteLine(NamedClips.Write(folder, int.Parse(clips, CultureInfo.InvariantCulture)));
                return 0;
            case [Extract, var manifest, var store, var encoder, var level, var workers]:
                Console.WriteLine(Measure(manifest, store, encoder, Enum.Parse<FeatureLevel>(level, ignoreCase: true), int.Parse(workers, CultureInfo.InvariantCulture)));
                return 0;
            default:
                Console.Error.WriteLine($"it is: {MakeClips} FOLDER CLIPS, or {Extract} MANIFEST STORE ENCODER LEVEL WORKERS");
                return 2;
        }
    }

    private static string Measure(string manifest, string store, string encoder, FeatureLevel level, int workers)
    {
        using var memory = new MemoryPeak();
        Corpus corpus = new ManifestReader(new ManifestOptions { Manifest = manifest, Labels = [.. LabelSet.Mer2024.Names] }).Read();
        var registry = new EncoderRegistry(new EncoderFolders(EncoderFolders.DefaultModelsRoot, Path.Combine(Path.GetDirectoryName(manifest)!, "graphs")));
        ExtractionResult result = EncoderExtraction.Run(
            registry[encoder], registry, corpus, new FeatureStore(store), new ExtractionOptions { Level = level, Workers = workers });
        int present = result.States.Count(state => state == FeatureState.Present);
        ExtractionTimings t = result.Timings;
        return FormattableString.Invariant(
            $"folder {result.Folder}\nclips {t.Clips}\npresent {present}\nseconds {t.WallSeconds:0.00}\nhash-seconds {t.HashSeconds:0.00}\n{memory.Describe()}");
    }
}
