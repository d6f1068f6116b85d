using MerExperiments.Encoders.Tests.BuiltIn;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders.Tests;

/// <summary>Encoders in an ML.NET pipeline.</summary>
public sealed class EncoderCatalogTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void EncodeText_InAPipeline_AddsTheFeatureAndNaNForEmptyText()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Line { Text = "你好" }, new Line { Text = "" }]);
        var pipeline = _context.Transforms.EncodeText("Features", "Text", BuiltInEncoders.CharNgrams, Graphs.Registry)
            .Append(_context.Transforms.CopyColumns("Copy", "Features"));
        float[][] rows = [.. pipeline.Fit(data).Transform(data).GetColumn<float[]>("Copy")];
        using EncoderSession session = Graphs.Open(BuiltInEncoders.CharNgrams);
        Assert.Equal(session.Encode(["你好"])[0], rows[0]);
        Assert.All(rows[1], value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void EncodeText_ColumnMisspelt_NamesTheNearest()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Line()]);
        var fault = Assert.Throws<InvalidInputException>(
            () => _context.Transforms.EncodeText("Features", "Txt", BuiltInEncoders.CharNgrams, Graphs.Registry).Fit(data));
        Assert.Equal("data: has no column \"Txt\"; did you mean \"Text\"?", fault.Message);
    }

    [Fact]
    public void EncodeAudio_CardOfTexts_IsRefused() => Assert.Throws<ArgumentException>(
        () => _context.Transforms.EncodeAudio("Features", "Path", BuiltInEncoders.CharNgrams, Graphs.Registry));

    private sealed class Line
    {
        public string Text { get; set; } = "";
    }
}
