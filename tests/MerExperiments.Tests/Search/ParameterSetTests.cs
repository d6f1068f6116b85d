using System.Text.Json;
using CsCheck;
using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Tests.Search;

public sealed class ParameterSetTests
{
    private static readonly Gen<ParameterValue> Value = Gen.OneOf(
        Gen.Double[-1e6, 1e6].Select(number => new ParameterValue(number)), Gen.String.AlphaNumeric.Select(text => new ParameterValue(text)));

    [Fact]
    public void Json_AnySet_ComesBackEqual() =>
        Gen.Dictionary(Gen.String.AlphaNumeric, Value)[0, 6].Sample(values =>
        {
            var set = new ParameterSet(values);
            string json = JsonSerializer.Serialize(set, RunJson.Options);
            return set.Equals(JsonSerializer.Deserialize<ParameterSet>(json, RunJson.Options));
        });

    [Fact]
    public void Json_NumberAndChoice_AreWrittenInOrdinalOrder()
    {
        ParameterSet set = ParameterSet.Empty.With("rate", new ParameterValue(0.1)).With("head", new ParameterValue("mlp"));

        Assert.Equal("{\"head\":\"mlp\",\"rate\":0.1}", JsonSerializer.Serialize(set));
    }

    [Fact]
    public void Equals_SameValuesInOtherOrder_IsTrueWithTheSameHash()
    {
        ParameterSet a = ParameterSet.Empty.With("x", new ParameterValue(1)).With("y", new ParameterValue(2));
        ParameterSet b = ParameterSet.Empty.With("y", new ParameterValue(2)).With("x", new ParameterValue(1));

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, b.With("y", new ParameterValue("2")));
    }

    [Fact]
    public void Under_APrefix_KeepsItsParametersOnly()
    {
        ParameterSet set = ParameterSet.Empty.With("mlp.rate", new ParameterValue(1)).With("mlpx", new ParameterValue(2));

        Assert.Equal("rate=1", set.Under("mlp").ToString());
    }

    [Fact]
    public void Indexer_UnknownName_NamesIt()
    {
        Assert.Equal("the parameter set has no \"rate\"", Assert.Throws<KeyNotFoundException>(() => ParameterSet.Empty["rate"]).Message);
        Assert.Null(ParameterSet.Empty.Find("rate"));
    }
}
