using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders.Tests;

/// <summary>Transcripts of different lengths through a masked transformer.</summary>
public sealed class TextSessionTests : IDisposable
{
    private static readonly string[] Texts = ["a b c", "你好", "a", "的", "a b c d e f g h i j k l m n o p q r", "真的很高兴 a b", "b c", "t s r q p o n m l k j i h"];
    private readonly StandInFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PaddingSide.Right)]
    [InlineData(PaddingSide.Left)]
    public void Encode_AloneOrInABatch_GivesTheSameBytes(PaddingSide padding)
    {
        using EncoderSession session = _folder.Open(_folder.Text(padding));
        float[][] together = session.Encode(Texts), reversed = session.Encode([.. Texts.Reverse()]);
        Assert.All(Texts.Index(), text => Assert.Equal(together[text.Index], session.Encode([text.Item])[0]));
        Assert.Equal(together, reversed.Reverse());
    }

    [Fact]
    public void Encode_PaddedLeftOrRight_Agrees()
    {
        using EncoderSession right = _folder.Open(_folder.Text()), left = _folder.Open(_folder.Text(PaddingSide.Left));
        Near.All(right.Encode(Texts), left.Encode(Texts));
    }

    [Fact]
    public void Encode_PaddedOrNot_Agrees()
    {
        // Without mask in the card's plan there is no padding: texts of equal length only, fed with a mask of ones.
        EncoderCard card = _folder.Text();
        using EncoderSession padded = _folder.Open(card with { MinimumLength = 33 }), barely = _folder.Open(card);
        Near.All(padded.Encode(Texts), barely.Encode(Texts));
    }

    [Fact]
    public void EncodeFrames_Text_HasItsTokensAndNoSpecialOnes()
    {
        using EncoderSession session = _folder.Open(_folder.Text());
        EncoderRow[] rows = [.. Texts.Select(session.Prepare)];
        EncodedFrames[] frames = session.EncodeFrames(rows);
        Assert.Equal([3, 2, 1, 1, 18, 7, 2, 13], frames.Select(one => one.Count));
        Assert.All(frames.Zip(session.Encode(rows)), pair => Assert.Equal(Pooling.Apply(pair.First.Values, 16, EncoderPooling.Mean), pair.Second));
    }

    [Fact]
    public void Encode_TextOfSpecialTokensOnly_IsNaN()
    {
        using EncoderSession session = _folder.Open(_folder.Text());
        Assert.All(session.Encode([""])[0], value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Encode_FirstAndLast_AreTheClassTokenAndTheLastWord()
    {
        EncoderCard card = _folder.Text();
        using EncoderSession mean = _folder.Open(card), first = _folder.Open(card with { Pooling = EncoderPooling.First }), last = _folder.Open(card with { Pooling = EncoderPooling.Last });
        float[] frames = mean.EncodeFrames([mean.Prepare("a b c")])[0].Values;
        Assert.Equal(frames[^16..], last.Encode(["a b c"])[0]);
        Assert.DoesNotContain(first.Encode(["a b c"])[0][0], frames);
    }

    [Fact]
    public void Encode_OutputsSummed_EqualTheLayersOfOneOutputSummed()
    {
        EncoderCard card = _folder.Text();
        EncoderGraph graph = card.Graphs[0] with { Output = null, Outputs = ["hidden_3", "hidden_2"] };
        using EncoderSession several = _folder.Open(card with { Graphs = [graph] });
        using EncoderSession stacked = _folder.Open(card with { Graphs = [graph with { Outputs = null, Output = "hidden_states", Layers = [-1, 2] }] });
        Assert.Equal(several.Encode(Texts), stacked.Encode(Texts));
        using EncoderSession one = _folder.Open(card with { Graphs = [graph with { Outputs = ["hidden_2"] }] }), other = _folder.Open(card);
        float[] expected = [.. one.Encode(Texts)[4].Zip(other.Encode(Texts)[4], (a, b) => a + b)];
        Near.All([expected], [several.Encode(Texts)[4]]);
    }

    [Fact]
    public void Encode_ModelThatTakesPositions_CountsThemFromTheFirstToken()
    {
        EncoderCard card = _folder.Text(PaddingSide.Left);
        _folder.Save("positions.onnx", StandInGraphs.Text(TransformerShape.Tiny, takesPositions: true));
        EncoderGraph graph = card.Graphs[0] with { File = "positions.onnx", TokenTypes = null, Positions = "position_ids" };
        using EncoderSession counted = _folder.Open(card with { Graphs = [graph] }), own = _folder.Open(card);
        Near.All(own.Encode(Texts), counted.Encode(Texts));
    }

    [Fact]
    public void Encode_SeveralThreads_GiveTheSameBytes()
    {
        using EncoderSession session = _folder.Open(_folder.Text());
        float[][] alone = session.Encode(Texts);
        Parallel.For(0, 12, i => Assert.Equal(alone[i % 4 * 2], session.Encode([.. Texts.Skip(i % 4 * 2)])[0]));
    }
}
