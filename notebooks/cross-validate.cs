#:project ../src/MerExperiments.Fusion/MerExperiments.Fusion.csproj
#:property PublishAot=false
// The README's C#, with what it needs around it. It reads what `mer run quickstart` left: start it in that workspace.
using MerExperiments;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Runs;
using Microsoft.ML;
using Microsoft.ML.Data;

#region README
var ml = new MLContext(seed: 1);
RunFolder run = RunFolder.Find("experiments", "quickstart")[^1];
Corpus corpus = new Mer2024Reader(new Mer2024Options { Root = run.ReadManifest().CorpusFolder! }).Read();
IReadOnlyList<FeatureTable> tables = FeatureTables.Of(run, "mel-statistics", "face-texture");
IDataView training = FeatureTables.Join(corpus, tables, UtterancePart.Labelled);
var options = new HeadOptions { FeatureColumnNames = [.. tables.Select(table => table.Encoder)], SpeakerColumnName = "Speaker" };
HeadEstimator head = ml.MulticlassClassification.Trainers.FusionHead(Heads.Find("lightgbm"), options);
var folds = ml.MulticlassClassification.CrossValidate(training, head, numberOfFolds: 5, samplingKeyColumnName: "Fold");
Console.WriteLine($"accuracy per fold: {string.Join(' ', folds.Select(fold => $"{fold.Metrics.MicroAccuracy:0.000}"))}");
ITransformer model = head.Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(training);
ml.Model.Save(model, training.Schema, "fusion.zip");
IDataView predicted = model.Transform(FeatureTables.Join(corpus, tables, UtterancePart.Test));
Console.WriteLine(string.Join(' ', predicted.GetColumn<string>("PredictedLabel").Take(5)));
#endregion
