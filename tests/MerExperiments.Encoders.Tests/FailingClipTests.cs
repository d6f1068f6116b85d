using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Features;

namespace MerExperiments.Encoders.Tests;

/// <summary>A clip that the model itself cannot be run on.</summary>
public sealed class FailingClipTests : IDisposable
{
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FeatureLevel.Utterance)]
    [InlineData(FeatureLevel.Frame)]
    public void Encode_TextOfMorePositionsThanTheModelHas_IsQuarantinedAlone(FeatureLevel level)
    {
        EncoderCard card = _folder.Text();
        card = card with { Tokenizer = card.Tokenizer! with { LongestLength = 400 } };
        using EncoderSession session = _folder.Open(card);
        var encoder = new RowEncoder(card, () => session, Table(level));
        EncoderRow[] clips = [session.Prepare("a b"), session.Prepare(string.Join(' ', Enumerable.Repeat("a", 200))), session.Prepare("c")];

        IReadOnlyList<FeatureRow> rows = encoder.Encode(clips);

        Assert.Equal([FeatureState.Present, FeatureState.Quarantined, FeatureState.Present], rows.Select(row => row.State));
        Assert.StartsWith("makes stand-in fail: ", rows[1].Reason, StringComparison.Ordinal);
        Assert.Equal(encoder.Encode([clips[2]])[0].Values.ToArray(), rows[2].Values.ToArray());
    }

    private static FeatureCard Table(FeatureLevel level) => new()
    {
        Encoder = "stand-in",
        Modality = Modality.Text,
        Dimension = 16,
        Level = level,
        Graphs = [],
        Preparation = "",
        Pooling = "",
        CorpusHash = "",
        MediaHash = "",
    };
}
