using MerExperiments.AudioText.Training;
using MerExperiments.Features;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class FittedJointModelTests : IDisposable
{
    private static readonly JointRows Rows = ToneAndWords.Rows(24);
    private readonly TemporaryFolder _folder = new();
    private readonly FittedJointModel _fitted = ToneAndWords.Fit(Rows, ToneAndWords.Options with { Epochs = 1 });

    public void Dispose()
    {
        _fitted.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Load_OfASavedModel_EncodesTheSame()
    {
        _fitted.Save(_folder.Root);
        using FittedJointModel loaded = FittedJointModel.Load(_folder.Root);
        Assert.Equal(_fitted.Encode(Rows).Features, loaded.Encode(Rows).Features);
        Assert.Equal(_fitted.Encode(Rows).Posteriors, loaded.Encode(Rows).Posteriors);
        Assert.Equal((_fitted.Labels, _fitted.Options, _fitted.Outcome), (loaded.Labels, loaded.Options, loaded.Outcome));
    }

    [Theory]
    [InlineData("model.json", 1)]
    [InlineData("model.json", 0)]
    [InlineData("model.safetensors", 100)]
    [InlineData("model.safetensors", 0)]
    public void Check_OfAModelWithACutOrMissingFile_NamesIt(string file, int kept)
    {
        _fitted.Save(_folder.Root);
        Assert.Empty(FittedJointModel.Check(_folder.Root));
        byte[] whole = File.ReadAllBytes(_folder.At(file));
        File.Delete(_folder.At(file));
        if (kept > 0)
        {
            File.WriteAllBytes(_folder.At(file), whole[..kept]);
        }

        Assert.StartsWith(_folder.At(file), Assert.Single(FittedJointModel.Check(_folder.Root)).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_OfALoadedModel_WritesTheSameFiles()
    {
        _fitted.Save(_folder.At("first"));
        using FittedJointModel loaded = FittedJointModel.Load(_folder.At("first"));
        loaded.Save(_folder.At("second"));
        string[] files = [.. Directory.GetFiles(_folder.At("first"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.At("first"), file))];
        Assert.Equal(8, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(_folder.At($"first/{file}")), File.ReadAllBytes(_folder.At($"second/{file}"))));
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer/vocab.txt")]
    public void Load_OfAFolderThatLacksAFile_IsRefusedByName(string file)
    {
        _fitted.Save(_folder.Root);
        File.Delete(_folder.At(file));
        Assert.Contains(Path.GetFileName(file), Assert.Throws<InvalidInputException>(() => FittedJointModel.Load(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnotherLayout_SaysBoth()
    {
        _fitted.Save(_folder.Root);
        Storage.CheckedFile.WriteText(_folder.At("model.json"), File.ReadAllText(_folder.At("model.json")).Replace("\"layout\": 2", "\"layout\": 1", StringComparison.Ordinal));
        Assert.Contains("is of layout 1; this version reads layout 2", Assert.Throws<InvalidInputException>(() => FittedJointModel.Load(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OfRows_GivesAFeatureAndProbabilitiesForEach()
    {
        JointEncoding encoding = _fitted.Encode(Rows, 5);
        Assert.Equal((24, 64, 2), (encoding.Count, encoding.FeatureSize, encoding.Classes));
        Assert.All(encoding.Features, value => Assert.True(float.IsFinite(value)));
        Assert.All(encoding.Posteriors.Chunk(2), row => Assert.Equal(1, row.Sum(), 1e-6));
    }

    [Fact]
    public void Encode_InBatchesOfAnySize_GivesTheSame()
    {
        float[] one = _fitted.Encode(Rows, 1).Features, many = _fitted.Encode(Rows, 24).Features;
        Assert.All(one.Zip(many), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Encode_OfARowWithoutSoundAndWords_GivesItsStateAndTheSharesOfTheClasses()
    {
        JointEncoding encoding = _fitted.Encode(WithoutSound(text: ""));
        Assert.Equal(FeatureState.Silent, encoding.States[0]);
        Assert.All(encoding.Features[..64], value => Assert.True(float.IsNaN(value)));
        Assert.Equal(0.5, encoding.Posteriors[0], 0.1);
        Assert.Equal(1, encoding.Posteriors[..2].Sum(), 1e-6);
    }

    [Fact]
    public void Encode_OfARowWithWordsAlone_IsPresent()
    {
        JointEncoding encoding = _fitted.Encode(WithoutSound(text: "go away now"));
        Assert.Equal(FeatureState.Present, encoding.States[0]);
        Assert.True(float.IsFinite(encoding.Features[0]));
    }

    [Fact]
    public void Encode_OfFramesOfAnotherSize_IsRefused()
    {
        JointRows other = Rows with { Frames = new FrameTable(new TableRows("other", Modality.Audio, ["a"], [FeatureState.Present]), 2, new float[4], [0, 2]) };
        Assert.Contains("frames of 2 values", Assert.Throws<InvalidInputException>(() => _fitted.Encode(other)).Message, StringComparison.Ordinal);
    }

    private static JointRows WithoutSound(string text) => Rows.Select([0]) with
    {
        Frames = new FrameTable(new TableRows("tone", Modality.Audio, ["clip-0"], [FeatureState.Silent]), ToneAndWords.Dimension, Array.Empty<float>(), [0, 0]),
        Texts = [text],
    };
}
