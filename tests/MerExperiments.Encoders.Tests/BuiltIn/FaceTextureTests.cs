using MerExperiments.Encoders.BuiltIn;
using MerExperiments.Features;
using MerExperiments.Media;

namespace MerExperiments.Encoders.Tests.BuiltIn;

/// <summary>The face graph on pictures with one edge.</summary>
public sealed class FaceTextureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faces-").FullName;
    private readonly EncoderSession _session = Graphs.Open(BuiltInEncoders.FaceTexture);

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Encode_VerticalEdge_LightsTheFirstBin() => Assert.Equal(0, StrongestBin((_, x) => x < 50 ? 20 : 220));

    [Fact]
    public void Encode_HorizontalEdge_LightsTheFifthBin() => Assert.Equal(4, StrongestBin((y, _) => y < 50 ? 20 : 220));

    [Fact]
    public void Encode_DiagonalEdge_LightsTheThirdBin() => Assert.Equal(2, StrongestBin((y, x) => x + y < 100 ? 20 : 220));

    [Fact]
    public void Encode_SameFrameTwice_HasNoDeviation()
    {
        float[] feature = Encode(2, (_, y, x) => (y * 2) ^ x);
        Assert.All(feature[FaceTexture.Dimension..], deviation => Assert.Equal(0, deviation, 1e-6f));
    }

    [Fact]
    public void Encode_HalfTheContrast_IsNearlyTheSame()
    {
        float[] full = Encode(1, (_, y, x) => 100 + (x < 56 ? 0 : 100) + (y / 4)), half = Encode(1, (_, y, x) => 100 + (x < 56 ? 0 : 50) + (y / 8));
        Assert.All(full.Zip(half), pair => Assert.Equal(pair.First, pair.Second, 0.15f));
    }

    [Fact]
    public void Encode_ManyFrames_IsTheMeanOfTheirFeatures()
    {
        float[][] single = [.. Enumerable.Range(0, 19).Select(frame => Encode(1, (_, y, x) => Pattern(frame, y, x)))];
        float[] together = Encode(19, Pattern);
        for (int i = 0; i < FaceTexture.Dimension; i++)
        {
            Assert.Equal(single.Average(feature => feature[i]), together[i], 1e-5f);
        }
    }

    private static int Pattern(int frame, int y, int x) => ((x * (frame + 1)) + (y * 3)) & 255;

    private int StrongestBin(Func<int, int, int> pixel)
    {
        float[] feature = Encode(1, (_, y, x) => pixel(y, x));
        int cells = FaceTexture.Cells * FaceTexture.Cells;
        return Enumerable.Range(0, FaceTexture.Orientations).MaxBy(bin => feature[(bin * cells)..((bin + 1) * cells)].Sum());
    }

    private float[] Encode(int frames, Func<int, int, int, int> pixel)
    {
        byte[] bytes = new byte[frames * FaceFrames.FrameBytes];
        for (int i = 0; i < bytes.Length; i++)
        {
            int at = i / 3;
            bytes[i] = (byte)pixel(at / (112 * 112), at / 112 % 112, at % 112);
        }

        string path = Path.Combine(_folder, "face.npy");
        using (FileStream stream = File.Create(path))
        {
            Npy.Write<byte>(stream, bytes, frames, 112, 112, 3);
        }

        return _session.Encode([FaceFrames.Read(path)])[0];
    }
}
