using MerExperiments.Encoders;
using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Benchmarks;

/// <summary>The built-in encoders as a program without this toolkit would run them: ApplyOnnxModel, one row at a time.</summary>
/// <remarks>ML.NET takes rows of one length only. So there is one transformer per padded length, opened before the clock starts, and the padding
/// is the toolkit's own: what differs is the batch, not the arithmetic.</remarks>
internal static class StockEncoder
{
    /// <summary>Sounds by mel-statistics.</summary>
    public static Func<float[][]> Of(string path, IReadOnlyList<Waveform> sounds, int minimum) =>
        ByLength(path, [.. sounds.Select(sound => sound.Samples.Length)], minimum, (row, padded) => new StockSound
        {
            Samples = Padded<float>(sounds[row].Samples.Span, padded),
            Lengths = [sounds[row].Samples.Length],
        }, padded => new() { ["waveform"] = [1, padded], ["lengths"] = [1] });

    /// <summary>Transcripts by char-ngrams.</summary>
    public static Func<float[][]> Of(string path, IReadOnlyList<string> texts)
    {
        long[][] codepoints = [.. texts.Select(text => text.EnumerateRunes().Select(rune => (long)rune.Value).ToArray())];
        return ByLength(path, [.. codepoints.Select(text => text.Length)], 1, (row, padded) => new StockText
        {
            Codepoints = Padded<long>(codepoints[row], padded),
        }, padded => new() { ["codepoints"] = [1, padded] });
    }

    /// <summary>Face frames by face-texture, one frame a row, pooled as the encoder pools them.</summary>
    public static Func<float[][]> Of(string path, IReadOnlyList<FaceFrames> faces)
    {
        StockFrame[] frames = [.. faces.SelectMany(face => Enumerable.Range(0, face.Count).Select(f => new StockFrame { Bytes = face[f].ToArray() }))];
        const int Size = FaceFrames.SizePixels;
        var rows = new StockRows<StockFrame>(path, frames, new() { ["frames"] = [1, Size, Size, 3] }, "features");
        return () =>
        {
            var values = new Queue<float[]>(rows.Score());
            return [.. faces.Select(face => Pool([.. Enumerable.Range(0, face.Count).Select(_ => values.Dequeue())]))];
        };
    }

    /// <summary>Pictures, one a row; what is timed is not pooled.</summary>
    public static Func<float[][]> OfPictures(string path, EncoderCard card, float[][] pictures, long[] shape)
    {
        EncoderGraph graph = card.Graphs[0];
        var rows = new StockRows<StockPicture>(
            path, [.. pictures.Select(picture => new StockPicture { Values = picture })], new() { [graph.Input] = [1, .. shape.Select(axis => (int)axis)] }, graph.Output!);
        return () => [.. rows.Score()];
    }

    /// <summary>Texts by a BERT-like encoder; what is timed is not pooled.</summary>
    public static Func<float[][]> OfTokens(string path, IReadOnlyList<long[]> ids) =>
        ByLength(
            path,
            [.. ids.Select(text => text.Length)],
            1,
            (row, padded) => new StockTokens
            {
                Ids = Padded<long>(ids[row], padded),
                Mask = [.. Enumerable.Range(0, padded).Select(i => i < ids[row].Length ? 1L : 0)],
                Types = new long[padded],
            },
            padded => new() { ["input_ids"] = [1, padded], ["attention_mask"] = [1, padded], ["token_type_ids"] = [1, padded] },
            "last_hidden_state");

    private static float[] Pool(float[][] frames) =>
        Pooling.Apply(frames.SelectMany(frame => frame).ToArray(), frames[0].Length, BuiltInEncoders.FaceTexture.Pooling);

    private static Func<float[][]> ByLength<TRow>(
        string path, int[] lengths, int minimum, Func<int, int, TRow> row, Func<int, Dictionary<string, int[]>> shapes, string output = "features")
        where TRow : class
    {
        (int[] Members, StockRows<TRow> Rows)[] groups =
        [
            .. LengthBuckets.Batches(lengths, minimum, int.MaxValue).Select(batch => (
                batch.Rows, new StockRows<TRow>(path, [.. batch.Rows.Select(i => row(i, batch.PaddedLength))], shapes(batch.PaddedLength), output))),
        ];
        return () =>
        {
            float[][] results = new float[lengths.Length][];
            foreach ((int[] members, StockRows<TRow> rows) in groups)
            {
                foreach ((int member, float[] values) in members.Zip(rows.Score()))
                {
                    results[member] = values;
                }
            }

            return results;
        };
    }

    private static T[] Padded<T>(ReadOnlySpan<T> values, int length)
    {
        var padded = new T[length];
        values.CopyTo(padded);
        return padded;
    }
}
