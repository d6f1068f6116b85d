using MerExperiments.Encoders;
using MerExperiments.Features;

namespace MerExperiments.Benchmarks;

/// <summary>Clips per second of the encoders: a shard at once, clip by clip, and by ML.NET's own transformer.</summary>
internal sealed class EncodersBenchmark : IBenchmark
{
    private const int TimedTurns = 5, SpeechClips = 24, TextRepeats = 50;

    public string Name => "encoders";

    public string About =>
        "Generated clips (1.0 to 2.2 s of sound, three face frames, a Chinese transcript), decoded before the clock starts; 1 thread. \"Batched\" is "
        + "one call of EncoderSession.Encode for a shard of 128 clips (speech-embedding: 24; transcripts: 50 such calls a turn), \"clip by clip\" one "
        + "call per clip; there a lone clip of mel-statistics or char-ngrams is computed beside a copy of itself, which costs up to double. The fair "
        + "yardstick is ML.NET's ApplyOnnxModel, one row a run, no copy: the same graph, the same "
        + "padding, one transformer per padded length opened beforehand (opening its view is timed, which weighs on the short transcripts); of faces a "
        + "row is a frame. face-texture and speech-embedding run clip by clip in either call (a clip's frames or windows are its batch); "
        + "speech-embedding's two graphs with windows between are beyond ApplyOnnxModel.";

    public MarkdownTable Run()
    {
        using var folder = new TemporaryFolder();
        var clips = GeneratedClips.Write(Path.Combine(folder.Path, "corpus"), FeatureStore.ShardRows);
        var registry = new EncoderRegistry(new EncoderFolders(EncoderFolders.DefaultModelsRoot, Path.Combine(folder.Path, "graphs")));
        string PathOf(EncoderCard card) => registry.PathOf(card, card.Graphs[0]);
        EncoderCard mel = BuiltInEncoders.MelStatistics, text = BuiltInEncoders.CharNgrams, face = BuiltInEncoders.FaceTexture;
        IEnumerable<string[]> rows =
        [
            .. Rows(mel, registry, clips.Sounds, (session, few) => session.Encode(few), StockEncoder.Of(PathOf(mel), clips.Sounds, mel.MinimumLength)),
            .. Rows(text, registry, clips.Texts, (session, few) => session.Encode(few), StockEncoder.Of(PathOf(text), clips.Texts)),
            .. Rows(face, registry, clips.Faces, (session, few) => session.Encode(few), StockEncoder.Of(PathOf(face), clips.Faces)),
            .. Rows(BuiltInEncoders.SpeechEmbedding, registry, [.. clips.Sounds.Take(SpeechClips)], (session, few) => session.Encode(few), null),
        ];
        return new MarkdownTable(
            ["encoder", "way", "clips a turn", "clips/s: median (range)", "batched is faster by, by turns", "largest difference of a value"], [.. rows]);
    }

    private static IEnumerable<string[]> Rows<T>(
        EncoderCard card, EncoderRegistry registry, IReadOnlyList<T> clips, Func<EncoderSession, IReadOnlyList<T>, float[][]> encode, Func<float[][]>? stock)
    {
        if (registry.Check(card.Name) is [var fault, ..])
        {
            return [[card.Name, $"not measured: its model file {Path.GetFileName(fault.Place)} is absent or changed", "", "", "", ""]];
        }

        using var session = new EncoderSession(card, registry);
        List<(string Name, Func<float[][]> Encode)> ways =
        [
            ("batched", () => encode(session, clips)),
            ("clip by clip", () => [.. clips.Select(clip => encode(session, [clip])[0])]),
        ];
        if (stock is not null)
        {
            ways.Add(("ApplyOnnxModel, row by row", stock));
        }

        float[][][] features = [.. ways.Select(way => way.Encode())];
        int repeats = card.Input == EncoderInput.Codepoints ? TextRepeats : 1;
        Timing[] timings = Turns.Take(TimedTurns, [.. ways.Select(way => Repeated(way.Encode, repeats))]);
        return [.. ways.Select((way, i) => Row(
            (card.Name, way.Name, clips.Count * repeats), timings[i], timings[0], Difference(features[i], features[0])))];
    }

    /// <summary>A shard of transcripts takes a millisecond, too short to time: it is encoded again and again.</summary>
    private static Action Repeated(Func<float[][]> encode, int times) => () =>
    {
        for (int i = 0; i < times; i++)
        {
            encode();
        }
    };

    private static string[] Row((string Encoder, string Name, int Clips) way, Timing timing, Timing batched, float difference) =>
    [
        way.Encoder, way.Name, FormattableString.Invariant($"{way.Clips}"),
        Timing.Describe([.. timing.WallSeconds.Select(seconds => way.Clips / seconds)], "0"),
        FormattableString.Invariant($"{timing.Against(batched):0.00} x"), FormattableString.Invariant($"{difference:0.0e+0}"),
    ];

    private static float Difference(float[][] features, float[][] others) =>
        features.Zip(others, (one, other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max()).Max();
}
