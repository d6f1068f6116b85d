namespace MerExperiments.Media.Tests;

public sealed class RealRecordingTests
{
    [Fact]
    public void Read_RecordingOfEmoDb_IsSpeechAtSixteenKilohertz()
    {
        string wav = Asset("corpora/emodb/wav/03a01Fa.wav");
        Waveform waveform = WavFile.Read(wav);

        Assert.Equal(Waveform.EncoderRateHz, waveform.SampleRateHz);
        Assert.InRange(waveform.Duration.TotalSeconds, 1, 9);
        Assert.InRange(waveform.Peak, 0.05f, 1.05f);
        Assert.False(waveform.IsSilent);
    }

    [Fact]
    public void Read_PhotographOfAFace_IsOneFrame()
    {
        string photograph = Asset("clips/single_face.jpg");
        string folder = Directory.CreateTempSubdirectory("mer-media-").FullName;
        File.Copy(photograph, Path.Combine(folder, "frame.jpg"));

        Assert.Equal(1, FaceFrames.Read(folder).Count);
        Directory.Delete(folder, recursive: true);
    }

    private static string Asset(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "shared", "assets", name)))
            {
                return Path.Combine(folder.FullName, "shared", "assets", name);
            }
        }

        Assert.Skip($"shared/assets/{name} is not beside the repository");
        return "";
    }
}
