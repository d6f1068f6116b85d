using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>The graph of the built-in speech encoder: a waveform becomes statistics of its mel spectrum, loudness, voice quality, pitch and rhythm.</summary>
/// <remarks>Inputs: <c>waveform</c> float [batch, samples] at 16 kHz, at least 3,200 samples, zeros or anything after a clip's end, and
/// <c>lengths</c> int64 [batch], its samples. Output: <c>features</c> float [batch, <see cref="Names"/>]. All arithmetic is in the
/// graph; what follows a clip's end never enters.</remarks>
internal sealed class MelStatistics
{
    /// <summary>The fewest samples the waveform input may be long; shorter clips are padded to it.</summary>
    public const int MinimumSamples = 3_200;

    private const int CepstralCoefficients = 16;
    private const int HopSamples = SpectralFrames.HopSamples;
    private const int WindowSamples = SpectralFrames.WindowSamples;
    private const float ActiveRange = 7;
    private const float VoicedStrength = 0.5f;
    private readonly OnnxGraph _graph = new("mel-statistics");
    private readonly List<string> _blocks = [];
    private readonly List<string> _names = [];
    private readonly string _seconds;

    private MelStatistics()
    {
        string waveform = _graph.Input("waveform", OnnxElement.Single, "batch", "samples");
        string lengths = _graph.Unsqueeze(_graph.Input("lengths", OnnxElement.Int64, "batch"), 1);
        string inside = Before(_graph.Positions(waveform, 1), lengths);
        string signal = _graph.Unsqueeze(_graph.Multiply(waveform, inside), 1);
        string power = SpectralFrames.Power(_graph, signal);
        string mel = SpectralFrames.Mel(_graph, power);
        string hop = _graph.Integers(HopSamples);
        string frames = _graph.Divide(_graph.Add(lengths, _graph.Integers(HopSamples - 1)), hop);
        string valid = _graph.Unsqueeze(Before(_graph.Positions(power, 2), frames), 1);
        _seconds = _graph.Multiply(_graph.Reshape(_graph.ToSingle(_graph.Positions(power, 2)), 1, 1, -1), 0.01f);
        Describe(signal, power, mel, valid);
        string features = _graph.Concat(1, _blocks.ToArray());
        _graph.Output("features", features, OnnxElement.Single, "batch", _names.Count);
        Model = _graph.ToModel(("features", string.Join(' ', _names)));
    }

    /// <summary>The graph; built once per process.</summary>
    public static OnnxModel Graph => Instance.Value.Model;

    private static Lazy<MelStatistics> Instance { get; } = new(() => new MelStatistics());

    /// <summary>What each value of the feature is, e.g. <c>pitch.mean</c>.</summary>
    public static IReadOnlyList<string> Names => Instance.Value._names;

    private OnnxModel Model { get; }

    private void Describe(string signal, string power, string mel, string valid)
    {
        string level = _graph.Log(_graph.Sum(mel, 1), 1e-7f);
        string outside = _graph.Multiply(_graph.Add(valid, -1), 1e6f);
        string peak = _graph.Max(_graph.Add(level, outside), 2);
        string active = _graph.Multiply(valid, _graph.Above(level, _graph.Add(peak, -ActiveRange)));
        (string semitones, string strength) = PitchFrames.Add(_graph, signal, valid);
        string voiced = _graph.Multiply(active, _graph.Above(strength, _graph.Scalar(VoicedStrength)));

        var whole = new MaskedStatistics(_graph, valid);
        var speech = new MaskedStatistics(_graph, active);
        var voice = new MaskedStatistics(_graph, voiced);
        DescribeSpectrum(_graph.Log(mel, 1e-7f), level, speech, voice);
        string loudness = _graph.Sum(_graph.Node("Pow", [_graph.AtLeast(mel, 1e-12f), _graph.Scalar(0.3f)]), 1);
        DescribeContour("loudness", _graph.Log(loudness, 1e-6f), whole);
        DescribeContour("level", level, speech);
        DescribeContour("pitch", semitones, voice);
        DescribeContour("harmonics-to-noise", LogOdds(strength), voice);
        foreach ((string name, string values) in Shapes(power))
        {
            DescribeContour(name, values, speech);
            Put(name, 1, ("voiced-mean", voice.Mean(values)), ("voiced-deviation", voice.Deviation(values)));
        }

        DescribeContour("zero-crossings", ZeroCrossings(signal, valid), speech);
        DescribeRhythm(_graph.Multiply(loudness, valid), (whole, valid), (speech, active), (voice, voiced));
    }

    private void DescribeSpectrum(string logMel, string level, MaskedStatistics speech, MaskedStatistics voice)
    {
        Put("mel", SpectralFrames.MelBands, ("mean", speech.Mean(_graph.Subtract(logMel, level))));
        string cepstrum = SpectralFrames.Cepstrum(_graph, logMel, CepstralCoefficients);
        Put("mfcc", CepstralCoefficients, ("voiced-mean", voice.Mean(cepstrum)), ("voiced-deviation", voice.Deviation(cepstrum)));
        Put("mfcc", CepstralCoefficients, ("mean", speech.Mean(cepstrum)), ("deviation", speech.Deviation(cepstrum)));
        Put("mfcc", CepstralCoefficients, ("change", speech.Change(cepstrum, 2)));
    }

    private void DescribeRhythm(
        string loudness,
        (MaskedStatistics Over, string Weight) whole,
        (MaskedStatistics Over, string Weight) speech,
        (MaskedStatistics Over, string Weight) voice)
    {
        string frames = _graph.AtLeast(whole.Over.Frames, 1);
        Put("rhythm", 1, ("voiced-share", _graph.Divide(voice.Over.Frames, _graph.AtLeast(speech.Over.Frames, 1))));
        Put("rhythm", 1, ("active-share", _graph.Divide(speech.Over.Frames, frames)));
        Put("rhythm", 1, ("voice-onsets", Onsets(voice.Weight, frames)), ("active-onsets", Onsets(speech.Weight, frames)));
        Put("rhythm", 1, ("loudness-peaks", Peaks(loudness, speech.Weight, frames)), ("seconds", _graph.Multiply(frames, 0.01f)));
    }

    /// <summary>ln(r / (1 - r)) of an autocorrelation peak r: Boersma's harmonics-to-noise ratio, in nepers of power.</summary>
    private string LogOdds(string strength)
    {
        string bounded = _graph.Node("Clip", [strength, _graph.Scalar(0.01f), _graph.Scalar(0.97f)]);
        return _graph.Log(_graph.Divide(bounded, _graph.Subtract(_graph.Scalar(1), bounded)), 1e-3f);
    }

    /// <summary>The share of neighbouring samples of different sign in each frame's 25 ms.</summary>
    private string ZeroCrossings(string signal, string valid)
    {
        string product = _graph.Multiply(_graph.Slice(signal, 2, 1, long.MaxValue), _graph.Slice(signal, 2, 0, -1));
        long after = (HopSamples * SpectralFrames.SpareFrames) + (WindowSamples / 2) + 1;
        string padded = _graph.Node("Pad", [product, _graph.Integers(0, 0, WindowSamples / 2, 0, 0, after)]);
        string share = _graph.Node(
            "AveragePool", [_graph.Above(_graph.Scalar(0), padded)],
            ("kernel_shape", new long[] { WindowSamples }), ("strides", new long[] { HopSamples }));
        return _graph.Multiply(_graph.Node("Slice", [share, _graph.Integers(0), _graph.Length(valid, 2), _graph.Integers(2)]), valid);
    }

    private IEnumerable<(string Name, string Values)> Shapes(string power)
    {
        string share = _graph.Divide(power, _graph.AtLeast(_graph.Sum(power, 1), 1e-7f));
        string centroid = Moment(share, 1);
        yield return ("centroid", centroid);
        yield return ("spread", _graph.SquareRoot(_graph.Subtract(Moment(share, 2), _graph.Square(centroid))));
        yield return ("flatness", _graph.Multiply(_graph.Sum(_graph.Log(share, 1e-9f), 1), 1f / SpectralFrames.Frequencies));
        yield return ("rolloff", Rolloff(share));
        yield return ("alpha-ratio", Balance(share, 50, 1000, 5000));
        yield return ("hammarberg", _graph.Subtract(_graph.Log(Peak(share, 0, 2000), 1e-9f), _graph.Log(Peak(share, 2000, 5000), 1e-9f)));
        yield return ("low-balance", Balance(share, 50, 300, 600));
        yield return ("middle-balance", Balance(share, 300, 900, 1800));
        yield return ("flux", Flux(power));
    }

    /// <summary>The mean of a power of the frequency in kHz, weighted by the spectrum.</summary>
    private string Moment(string share, int order)
    {
        float[] powers = [.. Enumerable.Range(0, SpectralFrames.Frequencies).Select(bin => (float)Math.Pow(SpectralFrames.BinHz(bin) / 1000, order))];
        return _graph.MatMul(_graph.Constant(powers, 1, powers.Length), share);
    }

    /// <summary>The frequency in kHz below which 85% of the energy lies; the step is softened over 10%, so that rounding cannot move it.</summary>
    private string Rolloff(string share)
    {
        string cumulated = _graph.Node("CumSum", [share, _graph.Constant([1L])]);
        string below = _graph.Multiply(_graph.Subtract(_graph.Scalar(0.9f), cumulated), 10);
        string bounded = _graph.Node("Clip", [below, _graph.Scalar(0), _graph.Scalar(1)]);
        return _graph.Multiply(_graph.Sum(bounded, 1), (float)(SpectralFrames.BinHz(1) / 1000));
    }

    /// <summary>The log ratio of the energy below a frequency to that above it.</summary>
    private string Balance(string share, double fromHz, double betweenHz, double toHz) => _graph.Subtract(
        _graph.Log(Band(share, fromHz, betweenHz), 1e-7f), _graph.Log(Band(share, betweenHz, toHz), 1e-7f));

    private string Band(string power, double fromHz, double toHz) => _graph.Sum(_graph.Slice(power, 1, Bin(fromHz), Bin(toHz)), 1);

    private string Peak(string power, double fromHz, double toHz) => _graph.Max(_graph.Slice(power, 1, Bin(fromHz), Bin(toHz)), 1);

    private static long Bin(double hz) => (long)Math.Round(hz / SpectralFrames.BinHz(1));

    private string Flux(string power)
    {
        string magnitude = _graph.SquareRoot(power);
        string normal = _graph.Divide(magnitude, _graph.AtLeast(_graph.Sum(magnitude, 1), 1e-3f));
        string change = _graph.Subtract(normal, MaskedStatistics.Earlier(_graph, normal, 1));
        return _graph.Log(_graph.Sum(_graph.Square(change), 1), 1e-6f);
    }

    private string Onsets(string active, string frames)
    {
        string change = _graph.Subtract(_graph.Slice(active, 2, 1, long.MaxValue), _graph.Slice(active, 2, 0, -1));
        string count = _graph.Sum(_graph.AtLeast(change, 0), 2);
        return _graph.Divide(_graph.Multiply(count, 100), frames);
    }

    /// <summary>Syllable-like peaks per second: frames whose smoothed loudness is the largest within 70 ms on both sides.</summary>
    private string Peaks(string loudness, string active, string frames)
    {
        string smooth = _graph.Node(
            "AveragePool", [loudness], ("kernel_shape", new long[] { 5 }), ("pads", new long[] { 2, 2 }), ("count_include_pad", 1));
        string largest = _graph.Node("MaxPool", [smooth], ("kernel_shape", new long[] { 15 }), ("pads", new long[] { 7, 7 }));
        string peak = _graph.ToSingle(_graph.Node("Equal", [smooth, largest]));
        return _graph.Divide(_graph.Multiply(_graph.Sum(_graph.Multiply(peak, active), 2), 100), frames);
    }

    private void DescribeContour(string name, string values, MaskedStatistics over)
    {
        Put(name, 1, ("mean", over.Mean(values)), ("deviation", over.Deviation(values)), ("slope", over.Slope(values, _seconds)));
        Put(name, 1, ("change-1", over.Change(values, 1)), ("change-4", over.Change(values, 4)), ("change-12", over.Change(values, 12)));
        float[] shares = [0.1f, 0.25f, 0.5f, 0.75f, 0.9f];
        string percentiles = over.Percentiles(values, shares);
        string[] each = [.. shares.Select((_, p) => _graph.Slice(percentiles, 2, p, p + 1))];
        Put(name, 1, ("p10", each[0]), ("p25", each[1]), ("p50", each[2]), ("p75", each[3]), ("p90", each[4]));
        Put(name, 1, ("range", _graph.Subtract(each[4], each[0])));
    }

    private void Put(string name, int channels, params (string Statistic, string Value)[] statistics)
    {
        foreach ((string statistic, string value) in statistics)
        {
            _blocks.Add(_graph.Reshape(value, -1, channels));
            _names.AddRange(Enumerable.Range(0, channels).Select(c => channels == 1 ? $"{name}.{statistic}" : $"{name}-{c}.{statistic}"));
        }
    }

    private string Before(string positions, string end) =>
        _graph.ToSingle(_graph.Node("Less", [_graph.Unsqueeze(positions, 0), end]));
}
