using MerExperiments.Encoders.BuiltIn;
using MerExperiments.Storage;

namespace MerExperiments.Encoders.Tests.BuiltIn;

/// <summary>The built-in graphs as files.</summary>
public sealed class GraphFileTests
{
    /// <summary>A change of these changes every stored feature: let it be a decision.</summary>
    [Theory]
    [InlineData("mel-statistics", "fbf978a1583cc49a4b9a0a7fb138225de65f5f04a51ae2fb1dcb7f8588389749")]
    [InlineData("mel-frames", "4400ce671cb27ffb6229059707acb3e69935949d8e073d465f0badfc9a87f796")]
    [InlineData("char-ngrams", "216f28fcf616d8919afb9d2eef0a6bee30f592ca18dfcf2335bb6a7234632fd9")]
    [InlineData("face-texture", "ee3ff86564ab677a0695e21e9b4e99d2a96cbf388b362b72b74a3178edbf5fc1")]
    public void PathOf_BuiltIn_HoldsThePinnedBytes(string name, string sha256)
    {
        EncoderCard card = Graphs.Registry[name];
        byte[] file = File.ReadAllBytes(Graphs.Registry.PathOf(card, card.Graphs[0]));
        Assert.Equal(sha256, ContentHash.Of(file));
        Assert.Equal(sha256, Graphs.Registry.HashOf(card, card.Graphs[0]));
    }

    [Fact]
    public void Names_MelStatistics_AreDifferentAndInTheFile()
    {
        Assert.Equal(MelStatistics.Names.Count, MelStatistics.Names.Distinct().Count());
        Assert.Equal(string.Join(' ', MelStatistics.Names), MelStatistics.Graph.Metadata("features"));
    }
}
