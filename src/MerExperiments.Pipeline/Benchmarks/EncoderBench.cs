using MerExperiments.Corpora;
using MerExperiments.Encoders;

namespace MerExperiments.Pipeline.Benchmarks;

/// <summary>Measures how many clips a second this machine decodes, prepares and encodes, each stage alone, on one thread.</summary>
/// <param name="registry">The encoders.</param>
/// <param name="time">The clock.</param>
public sealed class EncoderBench(EncoderRegistry registry, TimeProvider time)
{
    /// <summary>How many clips are encoded at once.</summary>
    public const int BatchClips = 32;

    /// <summary>Measures on clips of noise.</summary>
    /// <exception cref="InvalidInputException">There is no such encoder, or its files are missing or changed.</exception>
    public EncoderBenchResult Run(string encoder, EncoderBenchOptions options, CancellationToken cancellation)
    {
        using var session = new EncoderSession(registry[encoder], registry);
        using var clips = new SyntheticClips(options);
        return Run(encoder, clips.For(registry[encoder].Modality), session, options.Turns, cancellation);
    }

    /// <summary>Measures on the first clips of a corpus.</summary>
    /// <exception cref="InvalidInputException">There is no such encoder, its files are missing or changed, or the corpus has no clip for it.</exception>
    public EncoderBenchResult Run(string encoder, Corpus corpus, EncoderBenchOptions options, CancellationToken cancellation)
    {
        using var session = new EncoderSession(registry[encoder], registry);
        return Run(encoder, CorpusClips.For(registry[encoder].Modality, corpus, options.Clips), session, options.Turns, cancellation);
    }

    /// <summary>The first turn, which warms up, is not counted. Texts are in memory, so nothing is decoded for them.</summary>
    private EncoderBenchResult Run(string encoder, IBenchInputs inputs, EncoderSession session, int turns, CancellationToken cancellation)
    {
        List<double> decode = [], prepare = [], inference = [];
        for (int turn = -1; turn < turns; turn++)
        {
            EncoderRow[] rows = [];
            double decodeRate = Time(inputs, inputs.Decode);
            double prepareRate = Time(inputs, () => rows = inputs.Prepare(session));
            double inferenceRate = Time(inputs, () => Encode(session, rows, cancellation));
            if (turn >= 0)
            {
                decode.Add(decodeRate);
                prepare.Add(prepareRate);
                inference.Add(inferenceRate);
            }
        }

        StageRate[] stages = [new("decode", decode), new("prepare", prepare), new("inference", inference)];
        bool isText = registry[encoder].Modality == Modality.Text;
        return new EncoderBenchResult(encoder, inputs.Count, inputs.Described, isText ? stages[1..] : stages);
    }

    private static void Encode(EncoderSession session, EncoderRow[] rows, CancellationToken cancellation)
    {
        foreach (EncoderRow[] batch in rows.Chunk(BatchClips))
        {
            cancellation.ThrowIfCancellationRequested();
            session.Encode(batch);
        }
    }

    private double Time(IBenchInputs inputs, Action stage)
    {
        long start = time.GetTimestamp();
        stage();
        return inputs.Count / Math.Max(time.GetElapsedTime(start).TotalSeconds, 1e-9);
    }
}
