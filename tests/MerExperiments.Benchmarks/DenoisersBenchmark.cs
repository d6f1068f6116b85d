using MerExperiments.Encoders;
using MerExperiments.Media;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Spectral;

namespace MerExperiments.Benchmarks;

/// <summary>Seconds of sound that denoisers and feature computations get through per second, on one thread.</summary>
internal sealed class DenoisersBenchmark : IBenchmark
{
    private const int TimedTurns = 7, Seconds = 10;

    public string Name => "denoisers";

    public string About =>
        FormattableString.Invariant($"{Seconds} s of noise around a tone at 16 kHz, one clip, 1 thread. A denoiser is one call of IDenoiser.Denoise: spectra, one run of ")
        + "ONNX Runtime per frame (GTCRN 62.5 a second, DTLN 125 a second through two graphs), overlap-add. The rate does not depend on what is heard. "
        + "Whisper's features always cover 30 s, here 10 s of them sound.";

    public MarkdownTable Run()
    {
        var sound = new Waveform(Noise(Seconds * Waveform.EncoderRateHz), Waveform.EncoderRateHz);
        var registry = new MediaModels<IDenoiser>("denoiser", EncoderFolders.DefaultModelsRoot, BuiltInDenoisers.All.Select(card => card.ToModel()));
        string[] present = [.. registry.Names.Where(name => registry.Check(name).Count == 0)];
        IDenoiser[] denoisers = [.. present.Select(name => registry.Open(name))];
        var whisper = new WhisperLogMel();
        var kaldi = new KaldiLogMel(new KaldiLogMelOptions());
        (string Name, Action Work)[] ways =
        [
            .. denoisers.Select(denoiser => (denoiser.Name, (Action)(() => denoiser.Denoise(sound)))),
            ("log-mel for Whisper, 80 bands", () => whisper.Compute(sound)),
            ("log-mel by Kaldi's recipe, 80 bands", () => kaldi.Compute(sound)),
        ];
        Timing[] timings = Turns.Warm(TimedTurns, [.. ways.Select(way => way.Work)]);
        foreach (IDenoiser denoiser in denoisers)
        {
            denoiser.Dispose();
        }

        return new MarkdownTable(
            ["what", "wall seconds: median (range)", "seconds of sound per second", "seconds of sound per processor second"],
            [.. ways.Zip(timings, (way, timing) => Row(way.Name, timing)), .. registry.Names.Except(present).Select(Absent)]);
    }

    private static string[] Row(string name, Timing timing) =>
    [
        name, Timing.Describe(timing.WallSeconds, "0.000"), Rate(timing.WallSeconds), Rate(timing.ProcessorSeconds),
    ];

    private static string Rate(IEnumerable<double> times) => Timing.Describe([.. times.Select(seconds => Seconds / seconds)], "0");

    private static string[] Absent(string name) => [name, "not measured: its model file is absent or changed", "", ""];

    private static float[] Noise(int samples)
    {
        Random random = new NamedSeed(2024).For("denoisers").ToRandom();
        return [.. Enumerable.Range(0, samples).Select(i => (0.3f * MathF.Sin(0.1f * i)) + (0.1f * (random.NextSingle() - 0.5f)))];
    }
}
