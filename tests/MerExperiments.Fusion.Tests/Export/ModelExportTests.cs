using MerExperiments.Fusion.Estimators;
using MerExperiments.Fusion.Export;
using MerExperiments.Search;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Tests.Export;

public sealed class ModelExportTests
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory().FullName, "model");

    [Fact]
    public void Write_ThenLoadInAFreshContext_PredictsTheSame()
    {
        Example example = Example.Draw(60, seed: 8, missing: 0.2);
        FittedHead merged = ModelExport.Write(_folder, Members(), Example.Labels);

        IDataView scored = ScoredByZip(example);

        float[][] loaded = [.. scored.GetColumn<float[]>("Score")];
        float[] expected = merged.Predict(example.Tables).Values.ToArray();
        Assert.Equal(expected.Length, loaded.Sum(row => row.Length));
        Assert.All(expected.Zip(loaded.SelectMany(row => row)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(loaded.Select(row => Example.Labels[Array.IndexOf(row, row.Max())]), scored.GetColumn<string>("Class"));
        Assert.Equal(["PredictedLabel", "Score"], scored.Schema.Where(c => !c.IsHidden).Select(c => c.Name).Intersect(["Score", "PredictedLabel", "Winner"]).Order());
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        ExportMember[] members = Members();
        string other = _folder + "-again";
        ModelExport.Write(_folder, members, Example.Labels);
        ModelExport.Write(other, members, Example.Labels);

        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "model.zip")), File.ReadAllBytes(Path.Combine(other, "model.zip")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "model.onnx")), File.ReadAllBytes(Path.Combine(other, "model.onnx")));
    }

    [Fact]
    public void Merge_SeveralHeads_IsTheWeightedMeanOfTheirPosteriors()
    {
        Example example = Example.Draw(60, seed: 8, missing: 0.2);
        ExportMember[] members = Members();

        float[] merged = ModelExport.Merge(members, Example.Labels).Predict(example.Tables).Values.ToArray();

        Posteriors mean = Posteriors.Mean([.. members.Select(m => m.Head.Predict(example.Tables))], [.. members.Select(m => m.Weight)]);
        Assert.All(mean.Values.ToArray().Zip(merged), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Merge_WithATemperature_IsTheCalibratedPosterior()
    {
        Example example = Example.Draw(30, seed: 8);
        FittedHead head = Fit("maximum-entropy", 0);

        float[] merged = ModelExport.Merge([new(head, 1, 2.5)], Example.Labels).Predict(example.Tables).Values.ToArray();

        float[] calibrated = new Evaluation.Calibration(2.5).Apply(head.Predict(example.Tables)).Values.ToArray();
        Assert.All(calibrated.Zip(merged), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Write_ItsCard_NamesClassesInputsAndWeights()
    {
        ModelExport.Write(_folder, [.. Members(), new(Fit("concat-mlp", 0), 0)], Example.Labels, "per speaker");

        ModelCard card = Runs.RunJson.Read<ModelCard>(Path.Combine(_folder, "model.json"));

        Assert.Equal(Example.Labels.Names, card.Classes);
        Assert.Equal([new("speech", 12), new("words", 20), new("faces", 7)], card.Inputs.OrderBy(i => i.Encoder == "faces").ThenBy(i => i.Encoder));
        Assert.Equal([0.5, 0.25, 0.25], card.Members.Select(member => member.Weight));
        Assert.Equal("per speaker", card.Normalisation);
    }

    [Fact]
    public void Merge_HeadOfOtherClasses_IsRefused()
    {
        ExportMember[] members = [new(Fit("maximum-entropy", 0), 1)];

        var refusal = Assert.Throws<InvalidInputException>(() => ModelExport.Merge(members, LabelSet.Mer2024));

        Assert.Contains("calm, glad, angry", refusal.Message, StringComparison.Ordinal);
    }

    private static ExportMember[] Members() =>
        [new(Fit("maximum-entropy", 0), 2), new(Fit("lightgbm", 1), 1), new(Fit("attention", 2), 1)];

    /// <summary>A head over all encoders but one, or over all where the place is 2.</summary>
    private static FittedHead Fit(string head, int without)
    {
        TrainingRows rows = Example.Draw(90, missing: 0.1).Rows;
        TrainingRows some = rows with { Columns = [.. rows.Columns.Where((_, c) => without == 2 || c != without)] };
        return Heads.Find(head).Fit(some, Example.Labels, ParameterSet.Empty, new NamedSeed(3), default);
    }

    private IDataView ScoredByZip(Example example)
    {
        var context = new MLContext();
        ITransformer model = context.Model.Load(Path.Combine(_folder, "model.zip"), out _);
        IDataView scored = model.Transform(context.Data.LoadFromEnumerable(EncodedRow.From(example)));
        return context.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel").Fit(scored).Transform(scored);
    }
}
