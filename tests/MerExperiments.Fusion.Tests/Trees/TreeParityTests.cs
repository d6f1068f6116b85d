using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Trees;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Trees;

public sealed class TreeParityTests
{
    [Fact]
    public void Fit_ItsGraph_ScoresAsMlNetDoes()
    {
        Example example = Example.Draw(300, missing: 0.2);
        IHead head = Heads.Find("lightgbm");
        var seed = new NamedSeed(3);
        var context = new MLContext(seed.ToInt32());
        IDataView data = MatrixDataView.Of(context, RawRows.Join(example.Rows), example.Rows, 3);
        ITransformer stock = context.MulticlassClassification.Trainers.LightGbm(LightGbmHead.Options(head.Space.Defaults(), seed)).Fit(data);

        float[] graph = head.Fit(example.Rows, Example.Labels, ParameterSet.Empty, seed, default).Predict(example.Tables).Values.ToArray();

        float[] expected = [.. stock.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row)];
        Assert.All(expected.Zip(graph), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}
