using System.Globalization;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Pipeline.Benchmarks;

/// <summary>Clips of a stated length that hold noise, in files of a folder that is deleted on disposal.</summary>
internal sealed class SyntheticClips(EncoderBenchOptions options) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-bench-").FullName;

    /// <summary>Writes the clips that an encoder of a modality reads.</summary>
    public IBenchInputs For(Modality modality) => modality switch
    {
        Modality.Text => new BenchInputs<string>(
            [.. Indices.Select(Text)], Say($"synthetic texts of {options.Characters} characters"), text => text, (session, text) => session.Prepare(text)),
        Modality.Video => new BenchInputs<FaceFrames>(
            [.. Indices.Select(WriteFaces)],
            Say($"synthetic clips of {options.Frames} face frames of {FaceFrames.SizePixels} x {FaceFrames.SizePixels}"),
            path => FaceFrames.Read(path),
            (session, faces) => session.Prepare(faces)),
        _ => new BenchInputs<Waveform>(
            [.. Indices.Select(WriteSound)],
            Say($"synthetic sounds of {options.Seconds} s, 16 kHz, one channel"),
            path => SoundReader.Read(path),
            (session, sound) => session.Prepare(sound)),
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<int> Indices => Enumerable.Range(0, options.Clips);

    private string Say(FormattableString what) => string.Create(CultureInfo.InvariantCulture, $"{options.Clips} {what.ToString(CultureInfo.InvariantCulture)}");

    private string Text(int clip)
    {
        Random random = options.Seed.For("text", clip).ToRandom();
        return string.Concat(Enumerable.Range(0, options.Characters).Select(_ => (char)random.Next(0x4E00, 0x9FA5)));
    }

    private string WriteSound(int clip)
    {
        Random random = options.Seed.For("sound", clip).ToRandom();
        float[] samples = new float[Math.Max(1, (int)Math.Round(options.Seconds * Waveform.EncoderRateHz))];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (random.NextSingle() - 0.5f) / 2;
        }

        string path = Path.Combine(_folder, $"{clip}.wav");
        using FileStream stream = File.Create(path);
        WavFile.Write(stream, new Waveform(samples, Waveform.EncoderRateHz));
        return path;
    }

    private string WriteFaces(int clip)
    {
        Random random = options.Seed.For("faces", clip).ToRandom();
        Picture[] pictures = [.. Enumerable.Range(0, options.Frames).Select(_ => Noise(random))];
        string path = Path.Combine(_folder, $"{clip}.npy");
        FaceFrames.Of(pictures).Save(path);
        return path;
    }

    private static Picture Noise(Random random)
    {
        byte[] bytes = new byte[FaceFrames.FrameBytes];
        random.NextBytes(bytes);
        return new Picture(FaceFrames.SizePixels, FaceFrames.SizePixels, bytes);
    }
}
