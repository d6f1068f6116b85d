namespace MerExperiments.Media.Generated;

/// <summary>A two-pole resonance, one formant of a vocal tract (D. H. Klatt, JASA 67, 1980); it passes a constant unchanged.</summary>
internal struct Resonator
{
    private float _a;
    private float _b;
    private float _c;
    private float _last;
    private float _before;

    /// <summary>Tunes it.</summary>
    public void Tune(double frequencyHz, double bandwidthHz)
    {
        double radius = Math.Exp(-Math.PI * bandwidthHz / Waveform.EncoderRateHz);
        _b = (float)(2 * radius * Math.Cos(2 * Math.PI * frequencyHz / Waveform.EncoderRateHz));
        _c = (float)(-radius * radius);
        _a = 1 - _b - _c;
    }

    /// <summary>Passes one sample.</summary>
    public float Pass(float sample)
    {
        float output = (_a * sample) + (_b * _last) + (_c * _before);
        _before = _last;
        _last = output;
        return output;
    }
}
