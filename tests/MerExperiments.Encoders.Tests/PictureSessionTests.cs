using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Features;
using MerExperiments.Media;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests;

/// <summary>Face frames through graphs that hand back the picture they were given.</summary>
public sealed class PictureSessionTests : IDisposable
{
    private static readonly ImagePreparation Normal = new() { Size = FaceFrames.SizePixels, Mean = [0.1, 0.2, 0.3], Std = [0.5, 0.25, 2] };
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_RgbPlanes_AreScaledAndNormalisedByChannel()
    {
        // A frame of blue 51, green 102, red 204: (0.8 - 0.1) / 0.5, (0.4 - 0.2) / 0.25, (0.2 - 0.3) / 2.
        float[] means = Encode(Normal, Flat(51, 102, 204));
        Near.All([[1.4f, 0.8f, -0.05f]], [means]);
    }

    [Fact]
    public void Encode_BgrInterleaved_KeepsTheOrder()
    {
        float[] means = Encode(Normal with { Channels = ChannelOrder.Bgr, Layout = TensorLayout.Nhwc, Mean = [0], Std = [1], Scale = 1 }, Flat(51, 102, 204));
        Near.All([[51, 102, 204]], [means]);
    }

    [Fact]
    public void Encode_Grey_IsTheLumaRounded()
    {
        // 0.114 * 51 + 0.587 * 102 + 0.299 * 204 = 126.7.
        float[] means = Encode(new ImagePreparation { Size = 64, Channels = ChannelOrder.Grey, Layout = TensorLayout.Nhwc, Scale = 1 }, Flat(51, 102, 204));
        Near.All([[127]], [means]);
    }

    [Fact]
    public void Encode_HalfPrecisionModel_IsFedHalves() => Assert.All(
        Encode(Normal, Flat(51, 102, 204), OnnxElement.Half).Zip([1.4f, 0.8f, -0.05f]), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));

    [Fact]
    public void Encode_ClipsOfManyFrames_GiveTheSameBytesAloneAndTogether()
    {
        using EncoderSession session = Open(Normal with { Size = 32 }, OnnxElement.Single);
        FaceFrames[] clips = [.. Enumerable.Range(1, 7).Select(i => Frames([.. Enumerable.Range(0, (i * 5) - 4).Select(f => (f * 7, f * i, 90 + i))]))];
        float[][] together = session.Encode(clips);
        Assert.All(clips.Index(), clip => Assert.Equal(together[clip.Index], session.Encode([clip.Item])[0]));
        Assert.Equal([1, 6, 11], session.EncodeFrames([.. clips.Take(3).Select(session.Prepare)]).Select(frames => frames.Count));
    }

    [Fact]
    public void Encode_VectorsPerPatch_AreTakenFirstOrAveragedAsTheCardSays()
    {
        using EncoderSession first = Patches(PatchPooling.First), mean = Patches(PatchPooling.Mean), none = Patches(PatchPooling.None);
        FaceFrames face = Flat(0, 0, 255);
        Near.All([[255, 0]], [first.Encode([face])[0]]);
        Near.All([[85, 0]], [mean.Encode([face])[0]]);
        Assert.Contains("say image.patches", Assert.Throws<InvalidInputException>(() => none.Encode([face])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_FaceEmotion_EqualsTheModelFedByHand()
    {
        string models = AssetModels.Folder;
        Assert.SkipUnless(Directory.Exists(Path.Combine(models, "face-emotion")), $"the published expression model is not in {models}");
        using var session = new EncoderSession(BuiltInEncoders.FaceEmotion, new EncoderRegistry(new EncoderFolders(models, _folder.Path)));
        EncodedFrames frames = session.EncodeFrames([session.Prepare(Flat(51, 102, 204))])[0];
        float[] grey = [.. Enumerable.Repeat(((127f / 255) - 0.5f) * 2, 64 * 64)];
        using var bare = OnnxSession.Open(Path.Combine(models, "face-emotion", "emotion_model.onnx"));
        float[] expected = OnnxSession.Run(bare, [("input", OnnxSession.Tensor<float>(grey, 1, 64, 64, 1))], "predictions").Values;
        Near.All([expected], [frames.Values]);
        Assert.Equal(1, frames.Values.Sum(), 1e-5f);
    }

    /// <summary>The mean of each channel over the picture, as a feature of so many values.</summary>
    private float[] Encode(ImagePreparation image, FaceFrames face, OnnxElement element = OnnxElement.Single)
    {
        using EncoderSession session = Open(image, element);
        return session.Encode([face])[0];
    }

    private EncoderSession Open(ImagePreparation image, OnnxElement element)
    {
        var graph = new OnnxGraph("means");
        string x = graph.Input("pixels", element, ["pictures", .. image.Shape.Cast<object>()]);
        long[] axes = image.Layout == TensorLayout.Nchw ? [2, 3] : [1, 2];
        string means = graph.Node("ReduceMean", [graph.ToSingle(x), graph.Integers(axes)], ("keepdims", 0));
        graph.Output("y", graph.Node("Cast", [means], ("to", (int)element)), element, "pictures", image.ChannelCount);
        _folder.Save("means.onnx", graph.ToModel());
        return Card("means.onnx", image, image.ChannelCount);
    }

    /// <summary>Three vectors per picture: the red sum over the picture's pixels as a mean, then two of zeros.</summary>
    private EncoderSession Patches(PatchPooling patches)
    {
        var graph = new OnnxGraph("patches");
        string x = graph.Input("pixels", OnnxElement.Single, "pictures", 3, 112, 112);
        string red = graph.Slice(graph.Node("ReduceMean", [x, graph.Integers(2, 3)], ("keepdims", 0)), 1, 0, 2);
        string zero = graph.Multiply(red, 0);
        graph.Output("y", graph.Concat(1, graph.Unsqueeze(red, 1), graph.Unsqueeze(zero, 1), graph.Unsqueeze(zero, 1)), OnnxElement.Single, "pictures", "patches", 2);
        _folder.Save("patches.onnx", graph.ToModel());
        return Card("patches.onnx", new ImagePreparation { Size = 112, Scale = 1, Patches = patches }, 2);
    }

    private EncoderSession Card(string file, ImagePreparation image, int dimension) => _folder.Open(
        StandInFolder.Card(Modality.Video, EncoderInput.Images, new EncoderGraph { File = file, Input = "pixels", Output = "y" }) with
        {
            Image = image,
            Dimension = dimension,
        });

    private FaceFrames Flat(int blue, int green, int red) => Frames([(blue, green, red)]);

    private FaceFrames Frames((int Blue, int Green, int Red)[] colours)
    {
        byte[] bytes = [.. colours.SelectMany(colour => Enumerable.Range(0, FaceFrames.FrameBytes)
            .Select(i => (byte)(i % 3 == 0 ? colour.Blue : i % 3 == 1 ? colour.Green : colour.Red)))];
        string path = Path.Combine(_folder.Path, "face.npy");
        using (FileStream stream = File.Create(path))
        {
            Npy.Write<byte>(stream, bytes, colours.Length, 112, 112, 3);
        }

        return FaceFrames.Read(path);
    }
}
