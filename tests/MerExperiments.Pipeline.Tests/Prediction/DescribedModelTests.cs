using System.Text.Json;
using System.Text.Json.Nodes;
using MerExperiments.Encoders;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Export;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Pipeline.Tests.Stages;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Prediction;

/// <summary>What a model says of how clips become its inputs: written, read, and refused where it is not what this version knows.</summary>
public sealed class DescribedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        FeatureDescription written = Description();
        Write(written);

        DescribedModel read = DescribedModel.Read(_folder, new Workspace(_folder));

        Assert.Equal(["tone"], read.Encoders);
        Assert.Equal(SplitFeaturesBuilder.Labels, read.Labels);
        Assert.Equal(JsonSerializer.Serialize(written, RunJson.Options), JsonSerializer.Serialize(read.Features, RunJson.Options));
    }

    [Fact]
    public void Read_LaterFormat_IsRefusedWhateverElseItSays()
    {
        Write(Description());
        RunJson.Write(Card, JsonNode.Parse("""{ "format": 9, "features": 7 }"""));

        Assert.Equal("is of format 9; this version reads format 2: predict with the version that wrote it", Refused().Problem);
    }

    [Theory]
    [InlineData("""{ "classes": ["a", "b"], "inputs": [] }""")]
    [InlineData("""{ "format": 2, "classes": ["a", "b"], "inputs": [] }""")]
    public void Read_NoDescription_IsRefused(string card)
    {
        RunJson.Write(Card, JsonNode.Parse(card));

        Assert.StartsWith("does not say how clips become the model's inputs", Refused().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_InputOfAnUnknownKind_IsNamedWithThoseThatAreKnown()
    {
        Write(Description() with { Sources = [new FeatureSource("tone", "fitted-nonsense", null, null)] });

        Assert.Equal(
            "has the input tone of the kind fitted-nonsense, which this version cannot make (it makes encoder, joint-model, text); predict with the version that wrote it", Refused().Problem);
    }

    [Fact]
    public void Read_ModelThatCannotPredict_SaysWhy()
    {
        Write(Description() with { Refusal = "its outer folds differ" });

        Assert.Equal("cannot predict new clips: its outer folds differ", Refused().Problem);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.json")]
    public void Read_DamagedFile_IsNamed(string file)
    {
        Write(Description());
        File.AppendAllText(Path.Combine(_folder, file), " ");

        Assert.Equal(Path.Combine(_folder, file), Refused().Place);
    }

    [Fact]
    public void Read_ZipThatWasTakenAway_IsNoFault()
    {
        Write(Description());
        File.Delete(Path.Combine(_folder, "model.zip"));

        Assert.NotNull(DescribedModel.Read(_folder, new Workspace(_folder)));
    }

    [Fact]
    public void Faults_OfAnEncoder_NameWhatIsAnother()
    {
        var registry = EncoderRegistry.In(new Workspace(_folder), _folder);
        var here = EncoderIdentity.Of(registry, "mel-statistics");

        Assert.Empty(here.Faults(registry));
        Assert.Contains("has another card", Assert.Single((here with { Card = new string('0', 64) }).Faults(registry)).Problem, StringComparison.Ordinal);
        Assert.Contains("has other files", Assert.Single((here with { Files = [new string('0', 64)] }).Faults(registry)).Problem, StringComparison.Ordinal);
        Assert.Contains("has no card here; copy its card into datasets/encoders", Assert.Single((here with { Name = "gone" }).Faults(registry)).Problem, StringComparison.Ordinal);
    }

    private string Card => Path.Combine(_folder, "model.json");

    private Fault Refused() => Assert.Single(Assert.Throws<InvalidInputException>(() => DescribedModel.Read(_folder, new Workspace(_folder))).Faults);

    private static FeatureDescription Description() => new()
    {
        Origin = "small/1",
        Settings = JsonElement.Parse("""{ "prepare": { "denoise": "none" } }"""),
        Media = [new MediaIdentity("denoise", "gtcrn", "abc")],
        Sources = [new FeatureSource("tone", FeatureSource.EncoderKind, new EncoderIdentity("tone", "1", ["tone.onnx"], ["2"]), null)],
    };

    private void Write(FeatureDescription description)
    {
        SplitFeatures data = SplitFeaturesBuilder.Create();
        IHead head = new Toolkit().Head("maximum-entropy");
        FittedHead fitted = head.Fit(data.TrainingPart(0, ["tone"], [], 1), data.Labels, ParameterSet.Empty, new NamedSeed(1), default);
        ModelExport.Write(_folder, [new ExportMember(fitted, 1)], data.Labels, null, JsonSerializer.SerializeToElement(description, RunJson.Options));
    }
}
