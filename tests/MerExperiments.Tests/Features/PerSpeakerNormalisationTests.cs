using MerExperiments.Features;

namespace MerExperiments.Tests.Features;

/// <summary>Hand-worked z-scores.</summary>
public sealed class PerSpeakerNormalisationTests
{
    private static readonly string[] Names = ["a1", "a2", "a3", "a4", "b1", "x"];

    [Fact]
    public void Apply_SpeakerWithFourRows_IsScaledByItsOwnStatistics()
    {
        FeatureTable result = Apply([1, 1, 3, 3, 12, 10]);
        Assert.Equal([-1f, -1f, 1f, 1f], result.Values[..4].ToArray());
    }

    [Fact]
    public void Apply_FewRowsOrUnknownSpeaker_IsScaledByAllRows()
    {
        // Mean 5, deviation sqrt((16 + 16 + 4 + 4 + 49 + 25) / 6) = 4.358899.
        FeatureTable result = Apply([1, 1, 3, 3, 12, 10]);
        Assert.Equal(7 / 4.358899f, result.Values[4], 5);
        Assert.Equal(5 / 4.358899f, result.Values[5], 5);
    }

    [Fact]
    public void Apply_MissingRow_StaysNaNAndDoesNotCount()
    {
        FeatureTable result = Apply([1, 1, 3, 3, float.NaN, 10], missing: 4);
        Assert.True(float.IsNaN(result.Values[4]));
        Assert.Equal(-1f, result.Values[0]);
    }

    [Fact]
    public void Apply_SomeRowsWithTheScaleOfAll_GivesThemWhatTheyGetAmongAll()
    {
        FeatureTable all = Table([1, 1, 3, 3, 12, 10], -1);
        float[] expected = Apply([1, 1, 3, 3, 12, 10]).Select(["b1", "x"]).Values.ToArray();

        FeatureTable some = PerSpeakerNormalisation.Apply(all.Select(["b1", "x"]), new Dictionary<string, string?> { ["b1"] = "b" }, FeatureScale.Of(all));

        Assert.Equal(expected, some.Values.ToArray());
    }

    [Fact]
    public void Read_WhatWriteWrote_IsTheSameScale()
    {
        using var folder = new TemporaryFolder();
        FeatureScale scale = FeatureScale.Of(Table([1, 1, 3, 3, 12, 10], -1));
        scale.Write(folder.File("scale.npy"));

        FeatureScale read = FeatureScale.Read(folder.File("scale.npy"));

        Assert.Equal((5f, scale.Deviation[0]), (read.Mean[0], read.Deviation[0]));
        File.WriteAllText(folder.File("scale.npy"), "x");
        Assert.Contains("is damaged", Assert.Throws<InvalidInputException>(() => FeatureScale.Read(folder.File("scale.npy"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ConstantValue_IsZero() => Assert.All(Apply([2, 2, 2, 2, 2, 2]).Values.ToArray(), value => Assert.Equal(0, value));

    [Fact]
    public void AsDataView_Table_HasNameAndEncoderColumns()
    {
        var view = Table([1, 2, 3, 4, 5, 6], -1).AsDataView();
        Assert.Equal(["Name", "made-up"], view.Schema.Select(column => column.Name));
        Assert.Equal(6, view.GetRowCount());
    }

    private static FeatureTable Apply(float[] values, int missing = -1) => PerSpeakerNormalisation.Apply(
        Table(values, missing), Names.ToDictionary(name => name, name => name[0] == 'x' ? null : name[..1]));

    private static FeatureTable Table(float[] values, int missing) => new(
        "made-up", Modality.Audio, 1, Names, [.. values.Select((_, i) => i == missing ? FeatureState.Missing : FeatureState.Present)], values);
}
