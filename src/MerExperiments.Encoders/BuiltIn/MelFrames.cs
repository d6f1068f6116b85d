using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>The graph of the built-in frame encoder: each 20 ms of a waveform become log-mel energies, level, pitch and how sure the pitch is.</summary>
/// <remarks>
/// <para>Inputs: <c>waveform</c> float [batch, samples] at 16 kHz, at least 3,200 samples, zeros or anything after a clip's end, and <c>lengths</c>
/// int64 [batch], its samples. Output: <c>frames</c> float [batch, samples / 320, <see cref="Names"/>]; frame i stands for the samples from 320 i on,
/// so a clip's own frames are the first floor(length / 320). What follows a clip's end never enters them.</para>
/// <para>20 ms is the step of the published speech encoders (wav2vec2, HuBERT, Whisper), so a downsampling chosen for one of them means the same time
/// here; a Mandarin tone of some 200 ms still has ten frames to move in. Spectra are taken every 10 ms and two are averaged, so that nothing falls
/// between the windows.</para>
/// </remarks>
internal sealed class MelFrames
{
    /// <summary>Samples between two frames, and those a frame stands for.</summary>
    public const int HopSamples = 2 * SpectralFrames.HopSamples;

    private const float MiddleSemitones = 18;
    private const float LeastStrength = 0.3f;
    private const float SureStrength = 0.7f;
    private readonly OnnxGraph _graph = new("mel-frames");

    private MelFrames()
    {
        string waveform = _graph.Input("waveform", OnnxElement.Single, "batch", "samples");
        string lengths = _graph.Unsqueeze(_graph.Input("lengths", OnnxElement.Int64, "batch"), 1);
        string signal = _graph.Unsqueeze(_graph.Multiply(waveform, Before(_graph.Positions(waveform, 1), lengths)), 1);
        string power = SpectralFrames.Power(_graph, signal);
        string hop = _graph.Integers(SpectralFrames.HopSamples);
        string inside = _graph.Divide(_graph.Add(lengths, _graph.Integers(SpectralFrames.HopSamples - 1)), hop);
        string valid = _graph.Unsqueeze(Before(_graph.Positions(power, 2), inside), 1);
        string mel = WithNext(SpectralFrames.Mel(_graph, power));
        (string semitones, string strength) = PitchFrames.Add(_graph, signal, valid);
        string level = _graph.Log(Total(mel), 1e-7f);
        string all = _graph.Concat(1, _graph.Log(mel, 1e-7f), level, Gated(semitones, strength), strength);
        _graph.Output("frames", EverySecond(all, waveform), OnnxElement.Single, "batch", "frames", Names.Count);
        Model = _graph.ToModel(("frames", string.Join(' ', Names)));
    }

    /// <summary>What each value of a frame is: <c>mel-0</c> to <c>mel-39</c> and <c>level</c> in nepers of power, <c>pitch</c> in semitones from 170 Hz
    /// (0 where nothing is voiced), and <c>strength</c>, the height of the pitch's autocorrelation peak.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enumerable.Range(0, SpectralFrames.MelBands).Select(band => $"mel-{band}"), "level", "pitch", "strength"];

    /// <summary>The graph; built once per process.</summary>
    public static OnnxModel Graph => Instance.Value.Model;

    private static Lazy<MelFrames> Instance { get; } = new(() => new MelFrames());

    private OnnxModel Model { get; }

    /// <summary>The mean of each spectrum and the one 10 ms later; the last stays alone, and is beyond every clip.</summary>
    private string WithNext(string mel)
    {
        string next = _graph.Node("Pad", [_graph.Slice(mel, 2, 1, long.MaxValue), _graph.Integers(0, 0, 0, 0, 0, 1)]);
        return _graph.Multiply(_graph.Add(mel, next), 0.5f);
    }

    /// <summary>The sum over the bands, as a matrix product: runtimes sum a lone clip's axis in another order than a batch's.</summary>
    private string Total(string mel) =>
        _graph.MatMul(_graph.Constant([.. Enumerable.Repeat(1f, SpectralFrames.MelBands)], 1, SpectralFrames.MelBands), mel);

    /// <summary>The pitch times how sure it is: of noise the best of all lags is a random pitch, louder in a linear layer than any speaker's.</summary>
    private string Gated(string semitones, string strength)
    {
        string sure = _graph.Multiply(_graph.Add(strength, -LeastStrength), 1 / (SureStrength - LeastStrength));
        string bounded = _graph.Node("Clip", [sure, _graph.Scalar(0), _graph.Scalar(1)]);
        return _graph.Multiply(_graph.Add(semitones, -MiddleSemitones), bounded);
    }

    /// <summary>Picked last, by copying: until here the number of frames is a multiple of <see cref="SpectralFrames.FrameStep"/>, and a clip's sums are
    /// rounded the same wherever in a batch it lies.</summary>
    private string EverySecond(string values, string waveform)
    {
        string end = _graph.Multiply(_graph.Divide(_graph.Length(waveform, 1), _graph.Integers(HopSamples)), _graph.Integers(2));
        string picked = _graph.Node("Slice", [values, _graph.Integers(0), end, _graph.Integers(2), _graph.Integers(2)]);
        return _graph.Node("Transpose", [picked], ("perm", new long[] { 0, 2, 1 }));
    }

    private string Before(string positions, string end) => _graph.ToSingle(_graph.Node("Less", [_graph.Unsqueeze(positions, 0), end]));
}
