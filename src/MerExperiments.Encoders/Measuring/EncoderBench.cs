using MerExperiments.Corpora;

namespace MerExperiments.Encoders.Measuring;

/// <summary>Measures how many clips a second this machine decodes, prepares and encodes, each stage alone, on one thread.</summary>
/// <param name="registry">The encoders.</param>
/// <param name="time">The clock.</param>
public sealed class EncoderBench(EncoderRegistry registry, TimeProvider time)
{
    /// <summary>How many clips are encoded at once.</summary>
    public const int BatchClips = 32;

    /// <summary>The clips that are timed where nobody says how many.</summary>
    public const int DefaultClips = 32;

    /// <summary>The timed turns where nobody says how many.</summary>
    public const int DefaultTurns = 5;

    /// <summary>Measures on clips of noise.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="clips">How many, 1 or more.</param>
    /// <param name="turns">Timed turns, 1 or more, after one that is not timed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidInputException">There is no such encoder, or its files are missing or changed.</exception>
    public EncoderBenchResult Run(string encoder, int clips, int turns, CancellationToken cancellation)
    {
        using var session = new EncoderSession(registry[encoder], registry);
        using var synthetic = new SyntheticClips(clips);
        return Run(encoder, synthetic.For(registry[encoder].Modality), session, turns, cancellation);
    }

    /// <summary>Measures on the first clips of a corpus.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="corpus">The corpus.</param>
    /// <param name="clips">How many at most, 1 or more.</param>
    /// <param name="turns">Timed turns, 1 or more, after one that is not timed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidInputException">There is no such encoder, its files are missing or changed, or the corpus has no clip for it.</exception>
    public EncoderBenchResult Run(string encoder, Corpus corpus, int clips, int turns, CancellationToken cancellation)
    {
        using var session = new EncoderSession(registry[encoder], registry);
        return Run(encoder, CorpusClips.For(registry[encoder].Modality, corpus, clips), session, turns, cancellation);
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

/// <summary>What an <see cref="EncoderBench"/> measured.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Clips">The clips that were timed.</param>
/// <param name="Inputs">What they were, in words.</param>
/// <param name="Stages">The stages, in the order in which a clip goes through them.</param>
public sealed record EncoderBenchResult(string Encoder, int Clips, string Inputs, IReadOnlyList<StageRate> Stages);

/// <summary>How fast one stage went.</summary>
/// <param name="Stage">decode, prepare or inference.</param>
/// <param name="ClipsPerSecond">One value per turn, in the order of the turns.</param>
public sealed record StageRate(string Stage, IReadOnlyList<double> ClipsPerSecond)
{
    /// <summary>The middle value; the mean of the two middle ones of an even number.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. ClipsPerSecond.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>The slowest turn.</summary>
    public double Least => ClipsPerSecond.Min();

    /// <summary>The fastest turn.</summary>
    public double Most => ClipsPerSecond.Max();
}
