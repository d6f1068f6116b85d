using MerExperiments.Onnx;

namespace MerExperiments.Encoders.Tests.ReadyMade;

/// <summary>Every card in datasets/encoders, run end to end on a stand-in with the tensors that EXPORT.md exports.</summary>
public sealed class ReadyMadeCardTests : IDisposable
{
    private readonly ModelsRoot _root = new();

    public static TheoryData<string> Names => [.. CardFiles.Names];

    public static TheoryData<string> Padded => [.. CardFiles.Names.Where(name => CardFiles.Read(name).Graphs[0].TakesPadding)];

    public static TheoryData<string> InSideFiles => [.. ExportShape.All.Where(export => export.Value.HasSideFile).Select(export => export.Key)];

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Folder_EveryCard_HasAStandInAndNoStandInIsLeftOver() =>
        Assert.Equal(ExportShape.All.Keys.Order(StringComparer.Ordinal), CardFiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_AsShipped_NamesItselfItsFolderAndNoHash(string name)
    {
        EncoderCard card = CardFiles.Read(name);
        Assert.Equal(name, card.Name);
        Assert.All(card.Graphs, graph => Assert.Equal(($"{name}/model.onnx", null), (graph.File, graph.Sha256)));
        Assert.StartsWith($"{name}/", card.Tokenizer?.Vocabulary.File ?? $"{name}/", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Guide_EveryCard_IsNamedWithItsTensors(string name)
    {
        ExportShape shape = ExportShape.All[name];
        Assert.All(shape.Outputs.Append(name).Append(shape.Input), word => Assert.Contains($"`{word}`", CardFiles.Guide, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_FilesAbsent_NamesEachAndDisturbsNoOtherEncoder(string name)
    {
        EncoderRegistry registry = _root.Registry;
        Assert.Contains(registry.Check(name), fault => fault.Place.EndsWith(Path.Combine(name, "model.onnx"), StringComparison.Ordinal));
        Assert.Empty(registry.Check("char-ngrams"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_StandIn_GivesTheDimensionAloneAndInABatch(string name)
    {
        EncoderCard card = _root.Put(name, ExportShape.All[name]);
        Assert.Empty(_root.Registry.Check(name));
        using var session = new EncoderSession(card, _root.Registry);
        EncoderRow[] rows = Signals.For(card, session, _root.Path);
        float[][] together = session.Encode(rows);
        Assert.All(together, row => Assert.Equal((card.Dimension, true), (row.Length, row.All(float.IsFinite))));
        AssertNear(ExportShape.All[name], together, [.. rows.Select(row => session.Encode([row])[0])]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EncodeFrames_StandIn_GivesAsManyAsTheSignalHas(string name)
    {
        EncoderCard card = _root.Put(name, ExportShape.All[name]);
        using var session = new EncoderSession(card, _root.Registry);
        EncoderRow[] rows = Signals.For(card, session, _root.Path);
        EncodedFrames[] frames = session.EncodeFrames(rows);
        Assert.Equal(Signals.Frames(card), frames.Select(one => one.Count));
        float[][] pooled = [.. frames.Select(one => Pooling.Apply(one.Values, card.FrameDimension, card.Pooling))];
        AssertNear(ExportShape.All[name], session.Encode(rows), pooled);
    }

    [Theory]
    [MemberData(nameof(Padded))]
    public void Encode_StandInPaddedFurther_GivesTheSame(string name)
    {
        EncoderCard card = _root.Put(name, ExportShape.All[name]);
        using EncoderSession barely = new(card, _root.Registry), far = new(card with { MinimumLength = card.Modality == Modality.Text ? 64 : 20_000 }, _root.Registry);
        AssertNear(
            ExportShape.All[name],
            barely.Encode(Signals.For(card, barely, _root.Path)),
            far.Encode(Signals.For(card, far, _root.Path)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_OutputRenamed_NamesIt(string name)
    {
        ExportShape shape = ExportShape.All[name];
        AssertRefused(name, shape with { Outputs = [.. shape.Outputs.Select(output => output + "_1")] }, $"has no output \"{shape.Outputs[0]}\"");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_AnotherHiddenSize_NamesTheOutputAndBothSizes(string name)
    {
        ExportShape shape = ExportShape.All[name];
        AssertRefused(name, shape with { Width = 24 }, $"has the output \"{shape.Outputs[0]}\" of 24 values; dimension {shape.Width}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_InputOfAnotherRank_NamesItAndBothShapes(string name)
    {
        ExportShape shape = ExportShape.All[name];
        AssertRefused(name, shape with { Axes = [.. shape.Axes, 1] }, $"has the input \"{shape.Input}\" of shape ");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_OutputOfAnotherRank_NamesIt(string name)
    {
        ExportShape shape = ExportShape.All[name];
        AssertRefused(name, shape with { FrameAxes = [] }, $"has the output \"{shape.Outputs[0]}\" of shape ");
    }

    [Theory]
    [MemberData(nameof(InSideFiles))]
    public void Check_SideFileMissing_NamesIt(string name)
    {
        _root.Put(name, ExportShape.All[name]);
        File.Delete(Path.Combine(_root.Path, name, "model.onnx.data"));
        Fault fault = Assert.Single(_root.Registry.Check(name));
        Assert.EndsWith("model.onnx.data", fault.Place, StringComparison.Ordinal);
    }

    private void AssertRefused(string name, ExportShape shape, string problem)
    {
        EncoderCard card = _root.Put(name, shape);
        Assert.Contains(_root.Registry.Check(name), fault => fault.Problem.StartsWith(problem, StringComparison.Ordinal));
        Assert.Throws<InvalidInputException>(() => new EncoderSession(card, _root.Registry));
    }

    private static void AssertNear(ExportShape shape, float[][] expected, float[][] actual)
    {
        foreach ((float[] a, float[] b) in expected.Zip(actual))
        {
            float largest = a.Max(Math.Abs);
            Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, shape.Tolerance * Math.Max(1, largest)));
        }
    }
}
