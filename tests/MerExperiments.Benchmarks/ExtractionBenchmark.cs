using MerExperiments.Corpora;
using MerExperiments.Encoders;

namespace MerExperiments.Benchmarks;

/// <summary>Clips per second from clip to stored feature, against each stage alone.</summary>
internal sealed class ExtractionBenchmark : IBenchmark
{
    private const int TimedTurns = 5;
    private const string Clip = "../shared/assets/clips/single_face.mp4";

    public string Name => "extraction";

    public string About =>
        "From decoding to the table in the store, all stages at once (one reader thread, one worker thread, one that writes), against each stage "
        + "alone: the same pipeline and the same code, with the other stages' results given beforehand. Sessions are opened and one turn is run before the clock starts. "
        + "Sounds are generated WAV files of 1.0 to 2.2 s; the clip is an .mp4 of 2.4 s with picture and sound, decoded by ffmpeg in a process per "
        + "clip. \"Of the slowest alone\" is the median over turns of clips/s of the whole by those of the slowest stage in the same turn.";

    public MarkdownTable Run()
    {
        using var folder = new TemporaryFolder();
        string manifest = NamedClips.Write(Path.Combine(folder.Path, "sounds"), 1_024);
        Corpus sounds = new ManifestReader(new ManifestOptions { Manifest = manifest, Labels = [.. LabelSet.Mer2024.Names] }).Read();
        EncoderCard mel = BuiltInEncoders.MelStatistics, speech = BuiltInEncoders.SpeechEmbedding;
        return new MarkdownTable(
            ["encoder", "clips", "decode + prepare alone, clips/s", "inference alone", "write alone", "all at once", "of the slowest alone"],
            [
                Row(folder.Path, mel, "WAV", sounds.Utterances),
                Row(folder.Path, speech, "WAV", [.. sounds.Utterances.Take(384)]),
                Row(folder.Path, mel, ".mp4", Repeated(Clip, 256)),
            ]);
    }

    private static Utterance[] Repeated(string path, int clips) => !File.Exists(path) ? [] :
    [
        .. Enumerable.Range(0, clips).Select(i => new Utterance
        {
            Name = FormattableString.Invariant($"{i}"),
            Part = UtterancePart.Pool,
            AudioPath = Path.GetFullPath(path),
        }),
    ];

    private static string[] Row(string folder, EncoderCard card, string kind, IReadOnlyList<Utterance> utterances)
    {
        var registry = new EncoderRegistry(new EncoderFolders(EncoderFolders.DefaultModelsRoot, Path.Combine(folder, "graphs")));
        if (utterances.Count == 0 || registry.Check(card.Name).Count > 0)
        {
            return [$"{card.Name}, {kind}", "not measured: the clip or the model is absent", "", "", "", "", ""];
        }

        using var stages = new ExtractionTrial(card, registry, utterances, Path.Combine(folder, card.Name + kind));
        Timing[] timings = Turns.Warm(TimedTurns, [stages.Decode, stages.Infer, stages.Write, stages.Whole]);
        double[][] rates = [.. timings.Select(timing => timing.WallSeconds.Select(seconds => utterances.Count / seconds).ToArray())];
        double[] shares = [.. Enumerable.Range(0, TimedTurns).Select(turn => rates[3][turn] / rates[..3].Min(rate => rate[turn]))];
        return
        [
            $"{card.Name}, {kind}", FormattableString.Invariant($"{utterances.Count}"), .. rates.Select(rate => Timing.Describe(rate, "0")), Timing.Describe(shares),
        ];
    }
}
