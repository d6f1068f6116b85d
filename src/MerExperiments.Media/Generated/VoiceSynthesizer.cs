namespace MerExperiments.Media.Generated;

/// <summary>Speaks one clip: glottal pulses with jitter and breath through four formants, syllable by syllable.</summary>
/// <remarks>A source-filter model after D. H. Klatt, JASA 67 (1980); the pulse is A. E. Rosenberg's, JASA 49 (1971). What it says is
/// no language, but it has Mandarin's tones, a syllable's rhythm and pauses.</remarks>
internal sealed class VoiceSynthesizer
{
    private const int BlockSamples = 64;
    private const float ReferenceRms = 0.05f;

    private static readonly float[] Pulse = PulseTable(1024);

    /// <summary>First to third formant of a, o, e, i, u and ü, in Hz.</summary>
    private static readonly double[][] Vowels =
        [[800, 1250, 2600], [550, 900, 2500], [500, 1500, 2500], [300, 2250, 3000], [350, 750, 2400], [300, 1900, 2300]];

    private readonly SpeakerVoice _speaker;
    private readonly Draw _draw;
    private readonly Resonator[] _formants = new Resonator[4];
    private readonly float[] _samples;
    private VoiceShape _shape;
    private double _phase;
    private double _cycle = 1;
    private float _tilted;
    private float _lastNoise;

    private VoiceSynthesizer(SpeakerVoice speaker, VoiceShape shape, int samples, Draw draw)
    {
        _speaker = speaker;
        _shape = shape;
        _draw = draw;
        _samples = new float[samples];
        _formants[3].Tune(3500 * speaker.FormantScale, 250);
    }

    /// <summary>Speaks an utterance; a silent one has dither of one bit and nothing else.</summary>
    public static Waveform Speak(UtterancePlan plan)
    {
        var draw = new Draw(plan.Seed.For("voice"));
        return plan.Voice is { } emotion ? Speak(emotion, plan.Clauses, SpeakerVoice.Of(plan.SpeakerSeed), draw) : Silence(draw);
    }

    private static Waveform Speak(Emotion emotion, IReadOnlyList<ClausePlan>? plans, SpeakerVoice speaker, Draw draw)
    {
        VoiceShape manner = VoiceShape.Of(emotion, speaker, draw);
        IReadOnlyList<SpokenClause> clauses = plans is null ? [SpokenClause.Whole(ClipSamples(draw), manner, draw)] : SpokenClause.Of(plans, manner, draw);
        var synthesizer = new VoiceSynthesizer(speaker, manner, clauses[^1].EndSample, draw);
        foreach (SpokenClause clause in clauses)
        {
            synthesizer._shape = clause.Shape;
            clause.Syllables.ForEach(synthesizer.Say);
        }

        synthesizer.Record(manner.Energy);
        return new Waveform(synthesizer._samples, Waveform.EncoderRateHz);
    }

    private static Waveform Silence(Draw draw)
    {
        float[] samples = new float[ClipSamples(draw)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = draw.Noise() / short.MaxValue;
        }

        return new Waveform(samples, Waveform.EncoderRateHz);
    }

    private static int ClipSamples(Draw draw) => (int)(Waveform.EncoderRateHz * draw.Uniform(1.0, 2.2));

    private void Say(Syllable syllable)
    {
        int end = Math.Min(syllable.StartSample + syllable.LengthSamples, _samples.Length);
        for (int at = syllable.StartSample; at < end; at += BlockSamples)
        {
            double share = (double)(at - syllable.StartSample) / syllable.LengthSamples;
            Tune(syllable, share);
            double voiced = share < syllable.OnsetShare ? (syllable.OnsetNoise > 0 ? 0 : 0.4) : Math.Sin(Math.PI * Math.Pow(share, 0.6));
            double hiss = share < syllable.OnsetShare ? syllable.OnsetNoise : 0;
            Block(at, Math.Min(at + BlockSamples, end), PitchHz(syllable, share, at), (float)(voiced * syllable.Stress), (float)hiss);
        }
    }

    private void Tune(Syllable syllable, double share)
    {
        for (int formant = 0; formant < 3; formant++)
        {
            double from = Vowels[syllable.From][formant], to = Vowels[syllable.To][formant];
            double frequencyHz = (from + ((to - from) * share)) * _speaker.FormantScale;
            _formants[formant].Tune(frequencyHz, 50 + (0.05 * frequencyHz));
        }
    }

    private double PitchHz(Syllable syllable, double share, int at)
    {
        double clipShare = (double)at / _samples.Length;
        double tone = (syllable.ToneStart + ((syllable.ToneEnd - syllable.ToneStart) * share)) * Math.Exp(_shape.Range);
        double semitones = _shape.Pitch + tone + (_shape.Slope * (clipShare - 0.5)) - (1.5 * clipShare);
        return Math.Clamp(_speaker.PitchHz * Math.Pow(2, semitones / 12), 60, 550);
    }

    private void Block(int start, int end, double pitchHz, float voiced, float hiss)
    {
        float dark = (float)Math.Clamp(0.45 + (0.3 * _shape.Brightness), 0.08, 1);
        float breath = (float)Math.Clamp(0.04 + (0.1 * _shape.Breath), 0.005, 0.25);
        double jitter = Math.Clamp(0.006 + (0.01 * _shape.Jitter), 0.002, 0.04);
        for (int i = start; i < end; i++)
        {
            _phase += pitchHz * _cycle / Waveform.EncoderRateHz;
            if (_phase >= 1)
            {
                _phase -= 1;
                _cycle = 1 + _draw.Normal(0, jitter);
            }

            float noise = _draw.Noise();
            float source = Pulse[(int)(_phase * Pulse.Length)] + (breath * noise);
            _tilted += dark * (source - _tilted);
            float sound = voiced * _tilted;
            for (int formant = 0; formant < _formants.Length; formant++)
            {
                sound = _formants[formant].Pass(sound);
            }

            _samples[i] = sound + (hiss * 0.2f * (noise - _lastNoise));
            _lastNoise = noise;
        }
    }

    /// <summary>Brings the clip to the speaker's loudness as a microphone hears it: unknown gain, noise of the room, soft limit.</summary>
    private void Record(double energy)
    {
        double rms = Math.Sqrt(_samples.Average(sample => (double)sample * sample)) + 1e-9;
        float gain = (float)(ReferenceRms / rms * Math.Pow(10, (energy + _draw.Normal(0, 1.8)) / 20));
        float floor = (float)Math.Pow(10, _draw.Uniform(-62, -42) / 20);
        float room = 0;
        for (int i = 0; i < _samples.Length; i++)
        {
            room += 0.3f * (_draw.Noise() - room);
            _samples[i] = 0.98f * MathF.Tanh((gain * _samples[i]) + (floor * room));
        }
    }

    /// <summary>One period of the derivative of Rosenberg's pulse: opening 40%, closing 16%, closed 44%.</summary>
    private static float[] PulseTable(int size)
    {
        double[] flow = [.. Enumerable.Range(0, size).Select(i => (double)i / size).Select(phase =>
            phase < 0.4 ? 0.5 * (1 - Math.Cos(Math.PI * phase / 0.4))
            : phase < 0.56 ? Math.Cos(Math.PI / 2 * (phase - 0.4) / 0.16)
            : 0)];
        return [.. flow.Select((value, i) => (float)((value - flow[(i + size - 1) % size]) * size / 10))];
    }
}
