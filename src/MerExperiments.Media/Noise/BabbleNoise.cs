using System.Numerics.Tensors;
using MerExperiments.Media.Spectral;
using MerExperiments.Settings;

namespace MerExperiments.Media.Noise;

/// <summary>Babble for a corpus's clips, made of the recordings of its other speakers: several voices of equal RMS, each a row of recordings.</summary>
/// <remarks>Each voice draws recordings at random, with replacement, until they are longer than the clip, and starts at a random offset. All draws come
/// from the seed and the utterance's name, so a clip gets the same noise whatever else is mixed and in which order. Thread-safe where
/// <c>read</c> is. Recordings that are silent or that <c>read</c> refuses by a <see cref="ClipException"/> are passed over: one bad clip does not
/// spoil the clips of others, and is listed when its own turn comes.</remarks>
internal sealed class BabbleNoise
{
    /// <summary>Silent or unreadable recordings drawn in a row before a voice is given up.</summary>
    private const int UselessDraws = 32;

    private readonly Talker[] _talkers;
    private readonly Dictionary<string, Talker[]> _others;
    private readonly NamedSeed _seed;
    private readonly BabbleOptions _options;
    private readonly Func<string, Waveform> _read;

    /// <summary>Sorts the recordings by speaker; reads none.</summary>
    /// <param name="talkers">All recordings of the corpus; their order does not matter.</param>
    /// <param name="seed">Where all draws come from.</param>
    /// <param name="options">How many voices, how loud.</param>
    /// <param name="read">Reads a recording at 16 kHz; whoever passes it decides what is kept in memory.</param>
    /// <exception cref="InvalidInputException">An option is out of range, or two recordings have one name.</exception>
    public BabbleNoise(IReadOnlyList<Talker> talkers, NamedSeed seed, BabbleOptions options, Func<string, Waveform> read)
    {
        IEnumerable<Fault> doubles = talkers.GroupBy(talker => talker.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => new Fault("babble", $"has {group.Count()} recordings named \"{group.Key}\"; names must differ"));
        InvalidInputException.ThrowIfAny([.. OptionsCheck.Faults(options, "babble"), .. doubles]);
        _talkers = [.. talkers.Where(talker => talker.Speaker is not null).OrderBy(talker => talker.Name, StringComparer.Ordinal)];
        _others = _talkers.Select(talker => talker.Speaker!).Distinct(StringComparer.Ordinal)
            .ToDictionary(speaker => speaker, speaker => _talkers.Where(talker => talker.Speaker != speaker).ToArray(), StringComparer.Ordinal);
        (_seed, _options, _read) = (seed, options, read);
    }

    /// <summary>What would keep these utterances from being mixed: no speaker, or no recordings of other speakers. All at once, before work.</summary>
    public IReadOnlyList<Fault> Check(IEnumerable<(string Name, string? Speaker)> utterances) =>
        [.. utterances.Select(utterance => Problem(utterance.Name, utterance.Speaker)).OfType<Fault>()];

    /// <summary>The clip with babble in it.</summary>
    /// <param name="name">The utterance's name, which with the seed decides ratio and babble.</param>
    /// <param name="speaker">Who speaks; none of their recordings goes into the babble.</param>
    /// <param name="clean">The clip at 16 kHz. A silent one comes back unchanged, with <see cref="NoisyClip.HasNoise"/> false; so does any clip
    /// where the draws find no recording that sounds.</param>
    /// <exception cref="InvalidInputException">The speaker is unknown, or nobody else speaks in the corpus.</exception>
    public NoisyClip Mix(string name, string? speaker, Waveform clean)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(clean.SampleRateHz, Waveform.EncoderRateHz, nameof(clean));
        if (Problem(name, speaker) is { } fault)
        {
            throw new InvalidInputException([fault]);
        }

        NamedSeed seed = _seed.For(name);
        int snrDb = NoiseMixer.DrawSnrDb(seed.For("snr").ToRandom(), _options.LowDb, _options.HighDb);
        return NoiseMixer.Mix(clean, clean.IsSilent ? new float[clean.Samples.Length] : Babble(seed, OthersThan(speaker!), clean.Samples.Length), snrDb);
    }

    private Fault? Problem(string name, string? speaker) =>
        speaker is null ? new Fault(name, "has no speaker; babble of other speakers can only be made where speakers are known")
        : OthersThan(speaker).Length == 0 ? new Fault(name, $"has the speaker \"{speaker}\", and the corpus holds recordings of no other; babble needs one or more")
        : null;

    private Talker[] OthersThan(string speaker) => _others.GetValueOrDefault(speaker, _talkers);

    private float[] Babble(NamedSeed seed, Talker[] others, int samples)
    {
        float[] sum = new float[samples];
        for (int voice = 0; voice < _options.Talkers; voice++)
        {
            Random random = seed.For("talker", voice).ToRandom();
            List<ReadOnlyMemory<float>> recordings = Draw(random, others, samples);
            long length = recordings.Sum(recording => (long)recording.Length);
            if (length > samples)
            {
                float rms = (float)Math.Sqrt(recordings.Sum(recording => Loudness.Energy(recording.Span)) / length);
                TensorPrimitives.MultiplyAdd(NoiseMixer.Cut(recordings, samples, random), 1 / rms, sum, sum);
            }
        }

        return sum;
    }

    /// <summary>Recordings of more samples in all than asked for; fewer where only useless ones were drawn.</summary>
    private List<ReadOnlyMemory<float>> Draw(Random random, Talker[] others, int samples)
    {
        var drawn = new List<ReadOnlyMemory<float>>();
        long length = 0;
        for (int useless = 0; length <= samples && useless < UselessDraws;)
        {
            ReadOnlyMemory<float> recording = Sounding(others[random.Next(others.Length)].Path);
            useless = recording.IsEmpty ? useless + 1 : 0;
            length += recording.Length;
            drawn.Add(recording);
        }

        return drawn;
    }

    private ReadOnlyMemory<float> Sounding(string path)
    {
        try
        {
            Waveform recording = _read(path);
            return recording.IsSilent ? ReadOnlyMemory<float>.Empty : recording.Samples;
        }
        catch (ClipException)
        {
            return ReadOnlyMemory<float>.Empty;
        }
    }
}

/// <summary>A clip with noise added, and what was done to it.</summary>
/// <param name="Sound">The noisy clip.</param>
/// <param name="SnrDb">The signal-to-noise ratio drawn, in decibels.</param>
/// <param name="AchievedSnrDb">The ratio measured on what was added, within 0.01 dB of the one drawn; null where nothing was, because the clip or
/// the noise was silent.</param>
/// <param name="Gain">What the sum was multiplied by to stay within full scale; 1 where it did.</param>
internal sealed record NoisyClip(Waveform Sound, int SnrDb, double? AchievedSnrDb, float Gain)
{
    /// <summary>True where noise was added.</summary>
    public bool HasNoise => AchievedSnrDb is not null;
}

/// <summary>A recording that babble can be made of.</summary>
/// <param name="Name">The utterance's name.</param>
/// <param name="Speaker">Who speaks; null where nobody knows, and such a recording is never used, since it might be the clip's own speaker.</param>
/// <param name="Path">The recording.</param>
internal sealed record Talker(string Name, string? Speaker, string Path);
