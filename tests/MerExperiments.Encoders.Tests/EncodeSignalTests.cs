using Google.Protobuf;
using MerExperiments.Encoders.Tests.BuiltIn;
using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Media;
using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders.Tests;

/// <summary>Encoders of decoded signals: the feature that media paths give, before and after the pipeline is saved.</summary>
public sealed class EncodeSignalTests : IDisposable
{
    private static readonly Waveform[] Sounds = [.. new[] { 16_000, 5_000, 399, 26_017, 3_000 }.Select((samples, i) => Graphs.Babble(samples, i))];
    private readonly MLContext _context = new(seed: 1);
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EncodeWave_OfADecodedClip_GivesWhatEncodeAudioGives()
    {
        string path = Path.Combine(_folder.Path, "clip.wav");
        using (FileStream stream = File.Create(path))
        {
            WavFile.Write(stream, Sounds[0]);
        }

        float[] samples = WavFile.Read(path).Samples.ToArray();
        IDataView data = _context.Data.LoadFromEnumerable([new Clip { Path = path, Wave = samples }]);
        foreach (EncoderCard card in new[] { BuiltInEncoders.MelStatistics, BuiltInEncoders.MelFrames })
        {
            float[] expected = Column(_context.Transforms.EncodeAudio("Sound", "Path", card, Graphs.Registry).Fit(data).Transform(data))[0];
            using EncodeSignalTransformer model = _context.Transforms.EncodeWave("Sound", "Wave", card, Graphs.Registry).Fit(data);
            Assert.Equal(expected, Column(model.Transform(data))[0]);
            Near.All([expected], Column(Reloaded(model, data).Transform(data)));
        }
    }

    [Fact]
    public void EncodeWave_BuiltInEncoders_PredictTheSameOnceLoaded()
    {
        AssertSavedIsSame(BuiltInEncoders.MelStatistics, Graphs.Registry);
        AssertSavedIsSame(BuiltInEncoders.MelFrames, Graphs.Registry);
    }

    [Theory]
    [InlineData(true, EncoderPooling.Mean, OnnxElement.Single)]
    [InlineData(false, EncoderPooling.Statistics, OnnxElement.Single)]
    [InlineData(true, EncoderPooling.Last, OnnxElement.Single)]
    [InlineData(false, EncoderPooling.First, OnnxElement.Half)]
    public void EncodeWave_ModelOfFrames_PredictsTheSameOnceLoaded(bool takesMask, EncoderPooling pooling, OnnxElement element) =>
        AssertSavedIsSame(_folder.Speech(takesMask, 2, element) with { Pooling = pooling, Dimension = 16 * Pooling.Factor(pooling) }, _folder.Registry);

    [Fact]
    public void EncodeWave_PublishedModelOfTwoGraphs_IsNearOnceLoaded()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(AssetModels.Folder, "speech-embedding")), "needs the published models");

        (float[][] before, float[][] after) = Encoded(BuiltInEncoders.SpeechEmbedding, new EncoderRegistry(new EncoderFolders(AssetModels.Folder, _folder.Path)));

        // The values agree to 1e-4 of the largest; 1e-5 is missed, and what magnifies the rounding was not traced.
        Assert.All(before.Zip(after), row => Assert.InRange(row.First.Zip(row.Second).Max(pair => Math.Abs(pair.First - pair.Second)) / row.First.Max(Math.Abs), 0, 1e-4f));
    }

    [Fact]
    public void EncodeWave_SilentOrEmptyRow_IsMissingBeforeAndAfterSaving()
    {
        IDataView data = View([new float[8_000], [], Sounds[0].Samples.ToArray()]);
        using EncodeSignalTransformer model = _context.Transforms.EncodeWave("Sound", "Wave", BuiltInEncoders.MelStatistics, Graphs.Registry).Fit(data);

        Assert.Equal([true, true, false], Column(model.Transform(data)).Select(row => row.All(float.IsNaN)));
        Assert.Equal([true, true, false], Column(Reloaded(model, data).Transform(data)).Select(row => row.All(float.IsNaN)));
    }

    [Fact]
    public void EncodeWave_ClipLongerThanAChunk_IsRefusedBeforeAndAfterSaving()
    {
        EncoderCard card = _folder.Speech(takesMask: true) with { Chunking = new AudioChunking { ChunkSeconds = 1 } };
        IDataView data = View([Sounds[0].Samples.ToArray(), Sounds[3].Samples.ToArray()]);
        using EncodeSignalTransformer model = _context.Transforms.EncodeWave("Sound", "Wave", card, _folder.Registry).Fit(data);
        const string Rule = "the encoder stand-in takes 16399 samples (1.02 s) or fewer here";

        var refusal = Assert.Throws<InvalidInputException>(() => Column(model.Transform(data)));
        Assert.StartsWith($"row 1, column Wave: has 26017 samples; {Rule}", refusal.Message, StringComparison.Ordinal);
        Exception error = Assert.ThrowsAny<Exception>(() => Column(Reloaded(model, data).Transform(data)));
        Assert.Contains(Rule, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void EncodePixels_FaceEncoders_PredictTheSameOnceLoaded()
    {
        AssertPixels(BuiltInEncoders.FaceTexture, Graphs.Registry);
        Assert.SkipUnless(Directory.Exists(Path.Combine(AssetModels.Folder, "face-emotion")), "needs the published models");
        AssertPixels(BuiltInEncoders.FaceEmotion, new EncoderRegistry(new EncoderFolders(AssetModels.Folder, _folder.Path)));
    }

    [Theory]
    [InlineData(ChannelOrder.Rgb, PatchPooling.Mean)]
    [InlineData(ChannelOrder.Bgr, PatchPooling.First)]
    public void EncodePixels_PlanesAndPatches_PredictTheSameOnceLoaded(ChannelOrder channels, PatchPooling patches)
    {
        var graph = new OnnxGraph("patches");
        string planes = graph.Reshape(graph.Input("pixels", OnnxElement.Single, "pictures", 3, 16, 16), 0, 3, -1);
        graph.Output("y", graph.Node("Transpose", [planes], ("perm", new long[] { 0, 2, 1 })), OnnxElement.Single, "pictures", 256, 3);
        _folder.Save("patches.onnx", graph.ToModel());
        EncoderCard card = StandInFolder.Card(Modality.Video, EncoderInput.Images, new EncoderGraph { File = "patches.onnx", Input = "pixels", Output = "y" });
        var image = new ImagePreparation { Size = 16, Channels = channels, Mean = [0.1, 0.2, 0.3], Std = [0.5, 0.25, 2], Patches = patches };

        AssertPixels(card with { Image = image, Pooling = EncoderPooling.Statistics, Dimension = 12 }, _folder.Registry);
    }

    [Fact]
    public void Fit_ModelWhoseOperatorChangedItsMeaning_IsRefused()
    {
        // Until operator set 13 Softmax without an axis took all axes but the first together.
        var graph = new OnnxGraph("old");
        string samples = graph.Reshape(graph.Input("x", OnnxElement.Single, "batch", "samples"), 0, -1, 1);
        string shares = graph.Node("Softmax", [graph.Concat(2, samples, graph.Multiply(samples, -1))]);
        graph.Output("y", shares, OnnxElement.Single, "batch", "frames", 2);
        Onnx.Format.ModelProto old = graph.ToModel().Message.Clone();
        old.OpsetImport[0].Version = 12;
        File.WriteAllBytes(Path.Combine(_folder.Path, "old.onnx"), old.ToByteArray());
        EncoderCard card = StandInFolder.Card(Modality.Audio, EncoderInput.Waveform, new EncoderGraph { File = "old.onnx", Input = "x", Output = "y" }) with { Dimension = 2 };

        var refusal = Assert.Throws<InvalidInputException>(() => _context.Transforms.EncodeWave("Sound", "Wave", card, _folder.Registry).Fit(View([[1]])));

        Assert.Contains("off once it is part of a larger graph", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodeCodepoints_Texts_PredictTheSameOnceLoaded()
    {
        string[] texts = ["你好，真的很高兴", "a", " \t", "no 😀 word"];
        IDataView data = _context.Data.LoadFromEnumerable(texts.Select(text => new Line { Codepoints = [.. text.EnumerateRunes().Select(rune => (long)rune.Value)] }));
        using EncodeSignalTransformer model = _context.Transforms.EncodeCodepoints("Sound", "Codepoints", BuiltInEncoders.CharNgrams, Graphs.Registry).Fit(data);
        using EncoderSession session = Graphs.Open(BuiltInEncoders.CharNgrams);

        float[][] before = Column(model.Transform(data)), after = Column(Reloaded(model, data).Transform(data));

        Near.All(session.Encode([texts[0], texts[1], texts[3]]), [before[0], before[1], before[3]]);
        Assert.All(before[2].Concat(after[2]), value => Assert.True(float.IsNaN(value)));
        Near.All([before[0], before[1], before[3]], [after[0], after[1], after[3]]);
    }

    [Fact]
    public void Fit_EncoderWhoseSignalIsMadeOutsideOfItsGraph_IsRefusedWithWhatToDo()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Clip { Wave = [1] }]);
        IDataView lines = _context.Data.LoadFromEnumerable([new Line { Codepoints = [1] }]);

        string mel = Assert.Throws<InvalidInputException>(() => _context.Transforms.EncodeWave("Sound", "Wave", _folder.Mel(), _folder.Registry).Fit(data)).Message;
        string tokens = Assert.Throws<InvalidInputException>(() => _context.Transforms.EncodeCodepoints("T", "Codepoints", _folder.Text(), _folder.Registry).Fit(lines)).Message;

        Assert.StartsWith("stand-in: input: is log-mel", mel, StringComparison.Ordinal);
        Assert.StartsWith("stand-in: input: is tokens", tokens, StringComparison.Ordinal);
        Assert.Contains("mer predict", mel, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WrongAndMissingColumns_AreNamed()
    {
        IDataView data = View([[1]]);

        string Refusal(string column, EncoderCard card) =>
            Assert.Throws<InvalidInputException>(() => _context.Transforms.EncodeWave("Wave2", column, card, Graphs.Registry).Fit(data)).Message;

        Assert.Contains("did you mean \"Wave\"?", Refusal("Wav", BuiltInEncoders.MelStatistics), StringComparison.Ordinal);
        Assert.Contains("it must be a vector of Single", Refusal("Path", BuiltInEncoders.MelStatistics), StringComparison.Ordinal);
        Assert.Contains("the output must have another name", Refusal("Wave2", BuiltInEncoders.MelStatistics), StringComparison.Ordinal);
    }

    private void AssertSavedIsSame(EncoderCard card, EncoderRegistry registry)
    {
        (float[][] before, float[][] after) = Encoded(card, registry);
        Near.All(before, after);
    }

    /// <summary>The sounds' features before and after saving; before, they are the session's own to the byte.</summary>
    private (float[][] Before, float[][] After) Encoded(EncoderCard card, EncoderRegistry registry)
    {
        IDataView data = View([.. Sounds.Select(sound => sound.Samples.ToArray())]);
        using EncodeSignalTransformer model = _context.Transforms.EncodeWave("Sound", "Wave", card, registry).Fit(data);
        using var session = new EncoderSession(card, registry);
        float[][] before = Column(model.Transform(data));

        Assert.Equal(Sounds.Select(sound => session.Encode([sound])[0]), before);
        return (before, Column(Reloaded(model, data).Transform(data)));
    }

    private void AssertPixels(EncoderCard card, EncoderRegistry registry)
    {
        int frame = card.FaceSizePixels * card.FaceSizePixels * 3;
        byte[] pixels = new byte[3 * frame];
        new Random(1).NextBytes(pixels);
        IDataView data = _context.Data.LoadFromEnumerable([new Face { Pixels = pixels }, new Face { Pixels = pixels[..frame] }]);
        using EncodeSignalTransformer model = _context.Transforms.EncodePixels("Sound", "Pixels", card, registry).Fit(data);
        using var session = new EncoderSession(card, registry);
        FaceFrames faces = FaceFrames.Of([.. pixels.Chunk(frame).Select(bytes => new Picture(card.FaceSizePixels, card.FaceSizePixels, bytes))], card.FaceSizePixels);
        float[][] before = Column(model.Transform(data));

        Assert.Equal(pixels, faces.Bytes);
        Assert.Equal(session.Encode([faces])[0], before[0]);
        Near.All(before, Column(Reloaded(model, data).Transform(data)));
    }

    /// <summary>As another program has it: saved, and loaded by a context that knows ML.NET's own transformers alone.</summary>
    private ITransformer Reloaded(ITransformer model, IDataView data)
    {
        string zip = Path.Combine(_folder.Path, "model.zip");
        _context.Model.Save(model, data.Schema, zip);
        ITransformer loaded = new MLContext().Model.Load(zip, out _);
        Assert.StartsWith("Microsoft.ML", loaded.GetType().FullName, StringComparison.Ordinal);
        return loaded;
    }

    private IDataView View(float[][] waves) => _context.Data.LoadFromEnumerable(waves.Select(wave => new Clip { Wave = wave }));

    private static float[][] Column(IDataView data) => [.. data.GetColumn<float[]>("Sound").Select(row => (float[])row.Clone())];

    private sealed class Clip
    {
        public string Path { get; set; } = "";

        public float[] Wave { get; set; } = [];
    }

    private sealed class Line
    {
        public long[] Codepoints { get; set; } = [];
    }

    private sealed class Face
    {
        public byte[] Pixels { get; set; } = [];
    }
}
