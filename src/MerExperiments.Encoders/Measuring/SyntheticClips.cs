using System.Globalization;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Encoders.Measuring;

/// <summary>Clips of a stated length that hold noise, in files of a folder that is deleted on disposal.</summary>
internal sealed class SyntheticClips(int clips) : IDisposable
{
    // An utterance of MER2024 lasts about 4 s, has about 20 characters, and 16 face frames are what the card encoders read of it.
    private const int Seconds = 4, Characters = 20, Frames = 16;

    // Any seed does; a fixed one makes two benches comparable.
    private static readonly NamedSeed Seed = new(2024);

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-bench-").FullName;

    /// <summary>Writes the clips that an encoder of a modality reads.</summary>
    public IBenchInputs For(Modality modality) => modality switch
    {
        Modality.Text => new BenchInputs<string>(
            [.. Indices.Select(Text)], Say($"synthetic texts of {Characters} characters"), text => text, (session, text) => session.Prepare(text)),
        Modality.Video => new BenchInputs<FaceFrames>(
            [.. Indices.Select(WriteFaces)],
            Say($"synthetic clips of {Frames} face frames of {FaceFrames.SizePixels} x {FaceFrames.SizePixels}"),
            path => FaceFrames.Read(path),
            (session, faces) => session.Prepare(faces)),
        _ => new BenchInputs<Waveform>(
            [.. Indices.Select(WriteSound)],
            Say($"synthetic sounds of {Seconds} s, 16 kHz, one channel"),
            path => SoundReader.Read(path),
            (session, sound) => session.Prepare(sound)),
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<int> Indices => Enumerable.Range(0, clips);

    private string Say(FormattableString what) => string.Create(CultureInfo.InvariantCulture, $"{clips} {what.ToString(CultureInfo.InvariantCulture)}");

    private string Text(int clip)
    {
        Random random = Seed.For("text", clip).ToRandom();
        return string.Concat(Enumerable.Range(0, Characters).Select(_ => (char)random.Next(0x4E00, 0x9FA5)));
    }

    private string WriteSound(int clip)
    {
        Random random = Seed.For("sound", clip).ToRandom();
        float[] samples = new float[Seconds * Waveform.EncoderRateHz];
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
        Random random = Seed.For("faces", clip).ToRandom();
        Picture[] pictures = [.. Enumerable.Range(0, Frames).Select(_ => Noise(random))];
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
