using MerExperiments.Onnx;

namespace MerExperiments.Encoders.BuiltIn;

/// <summary>Short-time spectra as graph nodes: 25 ms Hann windows every 10 ms at 16 kHz, centred on samples 0, 160, 320, ...</summary>
/// <remarks>All values are [batch, channels, frames]. The discrete Fourier transform is a convolution whose kernels are windowed cosines
/// and sines. Beyond its end a clip counts as zeros, alone and in a batch alike.</remarks>
internal static class SpectralFrames
{
    /// <summary>Samples per second of the waveform.</summary>
    public const int SampleRateHz = 16_000;

    /// <summary>Samples between two frames.</summary>
    public const int HopSamples = 160;

    /// <summary>The number of mel bands.</summary>
    public const int MelBands = 40;

    /// <summary>The number of frequencies of the spectrum, 0 to 8 kHz.</summary>
    public const int Frequencies = (TransformSize / 2) + 1;

    /// <summary>Frames computed beyond a signal's end, so that their number can be cut to a multiple of <see cref="FrameStep"/>.</summary>
    public const int SpareFrames = FrameStep - 1;

    /// <summary>The number of frames is a multiple of this: every clip of a batch then starts at a vector register's border, and is
    /// summed and rounded in the same order whatever its place in the batch.</summary>
    public const int FrameStep = 16;

    /// <summary>Samples per window.</summary>
    public const int WindowSamples = 400;
    private const int TransformSize = 512;
    private const double LowestBandHz = 40;
    private const double HighestBandHz = 7_600;

    /// <summary>The frequency of a bin, in hertz.</summary>
    public static double BinHz(int bin) => bin * (double)SampleRateHz / TransformSize;

    /// <summary>The power spectrum [batch, 257, frames] of a waveform [batch, 1, samples].</summary>
    public static string Power(OnnxGraph graph, string waveform)
    {
        string power = FourierPower(graph, waveform, WindowSamples, TransformSize, HopSamples);
        string step = graph.Integers(FrameStep);
        string end = graph.Multiply(graph.Divide(graph.Length(power, 2), step), step);
        return graph.Node("Slice", [power, graph.Integers(0), end, graph.Integers(2)]);
    }

    /// <summary>The power spectrum by convolution with windowed cosines and sines.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="waveform">[batch, 1, samples].</param>
    /// <param name="window">Samples per window, even.</param>
    /// <param name="size">Points of the transform, at least the window.</param>
    /// <param name="hop">Samples between windows.</param>
    /// <returns>[batch, size / 2 + 1, frames].</returns>
    public static string FourierPower(OnnxGraph graph, string waveform, int window, int size, int hop)
    {
        int bins = (size / 2) + 1;
        float[] kernels = new float[2 * bins * window];
        for (int bin = 0; bin < bins; bin++)
        {
            for (int i = 0; i < window; i++)
            {
                double angle = 2 * Math.PI * bin * i / size, weight = Hann(i, window);
                kernels[(bin * window) + i] = (float)(weight * Math.Cos(angle));
                kernels[((bins + bin) * window) + i] = (float)(weight * Math.Sin(angle));
            }
        }

        string parts = graph.Node(
            "Conv",
            [waveform, graph.Constant(kernels, 2 * bins, 1, window)],
            ("strides", new long[] { hop }),
            ("pads", new long[] { window / 2, (window / 2) + (SpareFrames * hop) }));
        string squares = graph.Square(parts);
        return graph.Add(graph.Slice(squares, 1, 0, bins), graph.Slice(squares, 1, bins, 2 * bins));
    }

    /// <summary>A periodic Hann window's weight.</summary>
    public static double Hann(int index, int length) => 0.5 - (0.5 * Math.Cos(2 * Math.PI * index / length));

    /// <summary>Energies in triangular bands, equally wide on the mel scale: [batch, 40, frames].</summary>
    public static string Mel(OnnxGraph graph, string power) =>
        graph.MatMul(graph.Constant(MelWeights(), MelBands, Frequencies), power);

    /// <summary>Mel-frequency cepstral coefficients 1 to count of log-mel energies (type-II cosine transform, orthonormal).</summary>
    public static string Cepstrum(OnnxGraph graph, string logMel, int count)
    {
        float[] basis = new float[count * MelBands];
        for (int c = 0; c < count; c++)
        {
            for (int band = 0; band < MelBands; band++)
            {
                basis[(c * MelBands) + band] = (float)(Math.Sqrt(2.0 / MelBands) * Math.Cos(Math.PI * (c + 1) * (band + 0.5) / MelBands));
            }
        }

        return graph.MatMul(graph.Constant(basis, count, MelBands), logMel);
    }

    /// <summary>The centre of a mel band, in hertz.</summary>
    public static double BandCentreHz(int band)
    {
        double low = ToMel(LowestBandHz), high = ToMel(HighestBandHz);
        return FromMel(low + ((high - low) * (band + 1) / (MelBands + 1)));
    }

    private static float[] MelWeights()
    {
        float[] weights = new float[MelBands * Frequencies];
        for (int band = 0; band < MelBands; band++)
        {
            double left = BandCentreHz(band - 1), centre = BandCentreHz(band), right = BandCentreHz(band + 1);
            for (int bin = 0; bin < Frequencies; bin++)
            {
                double hz = BinHz(bin);
                double weight = Math.Min((hz - left) / (centre - left), (right - hz) / (right - centre));
                weights[(band * Frequencies) + bin] = (float)Math.Max(0, weight);
            }
        }

        return weights;
    }

    private static double ToMel(double hz) => 2595 * Math.Log10(1 + (hz / 700));

    private static double FromMel(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
