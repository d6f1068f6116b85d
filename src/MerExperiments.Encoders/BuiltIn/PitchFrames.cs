using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>Pitch and voicing as graph nodes: the autocorrelation of 50 ms windows at 4 kHz, read at lags on a logarithmic grid of pitches.</summary>
/// <remarks>The autocorrelation is the inverse Fourier transform of the power spectrum, and so can be read at fractional lags by one matrix
/// product; it is divided by that of the window (Boersma 1993). Frames lie as in <see cref="SpectralFrames"/>.</remarks>
internal static class PitchFrames
{
    /// <summary>The lowest pitch found, in hertz.</summary>
    public const double LowestHz = 60;

    /// <summary>The number of pitches on the grid: 60 to 500 Hz.</summary>
    public const int Candidates = 148;

    // A quarter of a semitone between two candidates. The parabola through the peak finds the rest.
    private const double StepsPerOctave = 48;

    // A voice's pitch ends at 500 Hz, and its first few harmonics suffice to find it. At 4 kHz the work is a quarter, and consonants no longer disturb.
    private const int Decimation = 4;

    // Without a filter, what lies above 2 kHz would fold down onto the harmonics. It stops at 1.7 kHz because so short a filter needs 300 Hz to fall off.
    private const int FilterSamples = 63;
    private const double CutoffHz = 1_700;

    // 50 ms: three periods of the lowest pitch, which an autocorrelation needs to tell a period from its double. Longer windows smear a pitch that glides.
    private const int WindowSamples = 200;

    // The power of two that holds the window twice over, so that the autocorrelation does not wrap around within the longest lag of 67 samples.
    private const int TransformSize = 512;
    private const int Bins = (TransformSize / 2) + 1;

    // Mains hum at 50 Hz, rumble and offset correlate at every lag, and would make silence look voiced. No pitch lies below.
    private const double LowestBinHz = 50;

    // A periodic sound correlates as well at twice its period. The higher of two nearly equal candidates is taken, or pitch would jump down by an octave.
    // Small, so that a true low pitch, whose half period correlates clearly less, is kept.
    private const double OctaveBonus = 0.03;

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="waveform">[batch, 1, samples] at 16 kHz.</param>
    /// <param name="valid">[batch, 1, frames]: 1 inside the clip, else 0.</param>
    /// <returns>Pitch in semitones above 60 Hz, and the height of its autocorrelation peak (about 1 for a tone, 0 for noise); both [batch, 1, frames].</returns>
    public static (string Semitones, string Strength) Add(OnnxGraph graph, string waveform, string valid)
    {
        // Padded by a whole filter on the right: its ring after the clip's end is the same with and without samples there.
        string slow = graph.Node(
            "Conv",
            [waveform, graph.Constant(LowPass(), 1, 1, FilterSamples)],
            ("strides", new long[] { Decimation }),
            ("pads", new long[] { FilterSamples / 2, FilterSamples - 1 }));
        string power = SpectralFrames.FourierPower(graph, slow, WindowSamples, TransformSize, SpectralFrames.HopSamples / Decimation);
        power = graph.Node("Slice", [power, graph.Integers(0), graph.Length(valid, 2), graph.Integers(2)]);
        string correlation = graph.MatMul(graph.Constant(LagBasis(), Candidates + 1, Bins), graph.Multiply(power, valid));

        // The floor keeps digital silence from being divided by zero: its strength is then 0, that is, unvoiced.
        string atZero = graph.AtLeast(graph.Slice(correlation, 1, 0, 1), 1e-9f);
        string normalised = graph.Divide(graph.Slice(correlation, 1, 1, Candidates + 1), atZero);

        // The pitch is read from the smoothed and weighed curve, the strength from the plain one: how voiced a frame is must not depend on its neighbours.
        string smooth = Smooth(graph, normalised);
        string preferred = graph.Add(smooth, graph.Constant(Bonus(), 1, Candidates, 1));
        string semitones = graph.Multiply(Peak(graph, preferred), (float)(12 / StepsPerOctave));
        return (semitones, graph.Max(normalised, 1));
    }

    /// <summary>The position of the largest candidate, refined by the parabola through it and its neighbours.</summary>
    private static string Peak(OnnxGraph graph, string preferred)
    {
        // The first and last candidate have one neighbour only, through which no parabola goes.
        string inner = graph.Slice(preferred, 1, 1, Candidates - 1);
        string best = graph.Node("ArgMax", [inner], ("axis", 1), ("keepdims", 1));
        string At(int shift) => graph.Node("GatherElements", [preferred, graph.Add(best, graph.Constant([(long)shift]))], ("axis", 1));
        string before = At(0), middle = At(1), after = At(2);
        string slope = graph.Multiply(graph.Subtract(after, before), 0.5f);
        string bend = graph.Subtract(graph.Multiply(middle, 2), graph.Add(before, after));
        string offset = graph.Divide(slope, graph.AtLeast(bend, 1e-6f));

        // A flat top gives a bend near 0 and an offset far away; the true peak is never more than one step from the best candidate.
        string bounded = graph.Node("Clip", [offset, graph.Scalar(-1), graph.Scalar(1)]);
        return graph.Add(graph.Add(graph.ToSingle(best), 1), bounded);
    }

    /// <summary>Weighs each frame's correlations with its neighbours', which removes most jumps by an octave.</summary>
    private static string Smooth(OnnxGraph graph, string correlation)
    {
        string rows = graph.Unsqueeze(correlation, 1);
        string kernel = graph.Constant([0.25f, 0.5f, 0.25f], 1, 1, 1, 3);
        return graph.Node("Squeeze", [graph.Node("Conv", [rows, kernel], ("pads", new long[] { 0, 1, 0, 1 })), graph.Integers(1)]);
    }

    private static double CandidateHz(int candidate) => LowestHz * Math.Pow(2, candidate / StepsPerOctave);

    private static float[] Bonus() =>
        [.. Enumerable.Range(0, Candidates).Select(c => (float)(OctaveBonus * c / StepsPerOctave))];

    private static float[] LowPass()
    {
        double[] taps = new double[FilterSamples];
        for (int i = 0; i < FilterSamples; i++)
        {
            double t = i - (FilterSamples / 2), cutoff = 2 * CutoffHz / SpectralFrames.SampleRateHz;
            double sinc = t == 0 ? cutoff : Math.Sin(Math.PI * cutoff * t) / (Math.PI * t);
            taps[i] = sinc * SpectralFrames.Hann(i + 1, FilterSamples + 1);
        }

        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    /// <summary>Row 0 gives the correlation at lag 0, row c + 1 that at candidate c's period over the window's own correlation there.</summary>
    private static float[] LagBasis()
    {
        float[] basis = new float[(Candidates + 1) * Bins];
        double[] window = [.. Enumerable.Range(0, WindowSamples).Select(i => SpectralFrames.Hann(i, WindowSamples))];
        for (int row = 0; row <= Candidates; row++)
        {
            double lag = row == 0 ? 0 : SpectralFrames.SampleRateHz / (double)Decimation / CandidateHz(row - 1);
            double expected = WindowCorrelation(window, lag) / WindowCorrelation(window, 0);
            for (int bin = FirstBin(); bin < Bins; bin++)
            {
                // A window correlates less with itself the farther it is moved, which would favour short lags: its own correlation is divided out.
                double twice = bin == Bins - 1 ? 1 : 2;
                basis[(row * Bins) + bin] = (float)(twice * Math.Cos(2 * Math.PI * bin * lag / TransformSize) / expected / TransformSize);
            }
        }

        return basis;
    }

    private static int FirstBin() => (int)Math.Ceiling(LowestBinHz * Decimation * TransformSize / SpectralFrames.SampleRateHz);

    private static double WindowCorrelation(double[] window, double lag)
    {
        int whole = (int)lag;
        double part = lag - whole;
        return ((1 - part) * At(whole)) + (part * At(whole + 1));

        double At(int shift) => Enumerable.Range(0, window.Length - shift).Sum(i => window[i] * window[i + shift]);
    }
}
