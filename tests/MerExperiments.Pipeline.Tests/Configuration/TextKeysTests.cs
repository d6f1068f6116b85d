using static MerExperiments.Pipeline.Tests.Configuration.CatalogueBuilder;

namespace MerExperiments.Pipeline.Tests.Configuration;

public sealed class TextKeysTests
{
    [Fact]
    public void Resolve_TextTfidfAmongTheEncoders_IsFusedAndNotStored()
    {
        ExperimentConfiguration a = One().Resolve("a", ["encoders=mel-statistics,text-tfidf"]);

        Assert.True(a.FitsTexts);
        Assert.Equal(["mel-statistics"], a.StoredEncoders);
        Assert.Equal(["mel-statistics", "text-tfidf"], a.FusedEncoders);
    }

    [Fact]
    public void Load_NoTermsAtAll_IsRefused() => Assert.Equal(
        ["experiments.json: experiments.a.textTfidf.characters is 0, and so is words, which leaves no terms; one of them must be 1 or more"],
        FaultsOf(() => One("\"textTfidf\": {\"words\": 0, \"characters\": 0}")));
}
