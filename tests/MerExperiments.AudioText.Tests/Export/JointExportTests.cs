using MerExperiments.AudioText.Export;
using MerExperiments.AudioText.Tests.Training;
using MerExperiments.AudioText.Training;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Export;

public sealed class JointExportTests : IDisposable
{
    private static readonly JointRows Rows = WithGaps(ToneAndWords.Rows(24));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(HiddenPooling.Mean, false)]
    [InlineData(HiddenPooling.Attention, false)]
    [InlineData(HiddenPooling.LastToken, true)]
    public void Write_OfATrainedModel_GivesWhatTheModelEncodes(HiddenPooling pooling, bool adapters)
    {
        AudioTextOptions options = ToneAndWords.Options with { Pooling = pooling, LongestAudio = 4, LongestText = 6, LowRank = adapters ? ToneAndWords.Adapters : new() };
        using FittedJointModel fitted = ToneAndWords.Fit(ToneAndWords.Rows(24), options);
        JointEncoding expected = fitted.Encode(Rows);
        JointExport.Write(fitted, _folder.At("model.onnx"));
        using var run = new GraphRun(_folder.At("model.onnx"));
        (string, Tensor)[] inputs = JointInputs.Of(Rows, fitted.Tokenizer, [.. Enumerable.Range(0, Rows.Count)]);

        Assert.InRange(Difference(expected.Features, run.Of("Features", inputs)), 0, 1e-4);
        Assert.InRange(Difference(expected.Posteriors, run.Of("Score", inputs)), 0, 1e-4);
    }

    /// <summary>Without sound, without words, and without both.</summary>
    private static JointRows WithGaps(JointRows rows)
    {
        JointRows without = rows with { Texts = [.. rows.Texts.Select((text, row) => row is 3 or 7 ? "" : text)] };
        return without with { Frames = JointInputs.Silenced(rows.Frames, 5, 7) };
    }

    /// <summary>The greatest difference; not a number on one side only counts as infinite.</summary>
    private static double Difference(float[] expected, Tensor found) => expected.Zip(found.data<float>().ToArray())
        .Max(pair => float.IsNaN(pair.First) != float.IsNaN(pair.Second) ? double.PositiveInfinity : float.IsNaN(pair.First) ? 0 : Math.Abs(pair.First - pair.Second));
}
