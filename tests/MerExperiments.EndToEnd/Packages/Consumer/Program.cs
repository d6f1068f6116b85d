// A program outside the repository that has nothing but the packages. It writes a few WAV files, encodes them, joins what the encoder gave with folds of speakers, cross-validates
// three heads (one of ML.NET's own trainers and one network among them), saves each in a pipeline that begins at the sound, and loads it in a fresh context.
//   dotnet run -- FOLDER      prints "head: mean accuracy over the folds, largest difference of a probability between the fitted and the loaded model",
//                             then "encoder: clips, largest difference of a value between the loaded pipeline and the media paths, as a share of its size"
using System.Globalization;
using MerExperiments;
using MerExperiments.Corpora;
using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Media;
using MerExperiments.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

const int Clips = 40, Folds = 5;
if (!new Toolkit().Schema().Contains("\"attention\"", StringComparison.Ordinal))
{
    return 3;
}

string folder = args[0];
var context = new MLContext(seed: 1);
var registry = new EncoderRegistry(new EncoderFolders(folder, Path.Combine(folder, "graphs")));
EncoderCard card = registry["mel-statistics"];
Clip[] clips = [.. Enumerable.Range(0, Clips).Select(Write)];
IDataView sounds = context.Data.LoadFromEnumerable(clips);
float[][] features = Column(context.Transforms.EncodeAudio("Sound", nameof(Clip.Audio), card, registry).Fit(sounds).Transform(sounds), "Sound");

var corpus = new Corpus("tones", folder, new LabelSet(["high", "low"]), clips.Select(clip => new Utterance
{
    Name = clip.Name, Part = UtterancePart.Labelled, AudioPath = clip.Audio, Speaker = clip.Speaker, Label = clip.Label,
}));
var table = new FeatureTable(
    "Sound", Modality.Audio, card.Dimension, [.. clips.Select(clip => clip.Name)], [.. clips.Select(_ => FeatureState.Present)], features.SelectMany(row => row).ToArray());
IDataView joined = FeatureTables.Join(corpus, [table], UtterancePart.Labelled, FoldPlan.Create(corpus.Utterances, corpus.Labels, Folds, new NamedSeed(1)));

double farthest = 0;
try
{
    foreach (string head in new[] { "maximum-entropy", "fast-tree", "attention" })
    {
        HeadEstimator trainer = context.MulticlassClassification.Trainers.FusionHead(Heads.Find(head), new HeadOptions { FeatureColumnNames = ["Sound"] });
        double accuracy = context.MulticlassClassification.CrossValidate(joined, trainer, Folds, samplingKeyColumnName: "Fold").Average(fold => fold.Metrics.MicroAccuracy);
        double difference = SaveAndLoad(head, trainer);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{head}: {accuracy} {difference}"));
    }
}
catch (InvalidInputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"encoder: {Clips} {farthest}"));
return 0;

Clip Write(int i)
{
    string path = Path.Combine(folder, $"clip{i:00}.wav");
    double hertz = (i % 2 == 0 ? 140 : 260) + i;
    using (FileStream stream = File.Create(path))
    {
        // With some noise, as every recording has: the encoder takes logarithms, and a band that holds nothing but rounding would be told by it.
        var random = new Random(i);
        float[] samples = [.. Enumerable.Range(0, 12_000 + (100 * i)).Select(t => (float)((0.3 * Math.Sin(2 * Math.PI * hertz * t / 16_000)) + (0.04 * (random.NextDouble() - 0.5))))];
        WavFile.Write(stream, new Waveform(samples, 16_000));
    }

    return new Clip
    {
        Name = $"clip{i:00}", Audio = path, Wave = WavFile.Read(path).Samples.ToArray(), Speaker = $"s{i / 4}", Label = i % 2 == 0 ? "low" : "high",
    };
}

double SaveAndLoad(string head, IEstimator<ITransformer> trainer)
{
    ITransformer fitted = context.Transforms.EncodeWave("Sound", nameof(Clip.Wave), card, registry)
        .Append(context.Transforms.Conversion.MapValueToKey("Label"))
        .Append(trainer)
        .Fit(sounds);
    string file = Path.Combine(folder, $"{head}.zip");
    context.Model.Save(fitted, sounds.Schema, file);
    ITransformer loaded = new MLContext(seed: 2).Model.Load(file, out _);
    (IDataView before, IDataView after) = (fitted.Transform(sounds), loaded.Transform(sounds));
    if (!Names(before).SequenceEqual(Names(after)) || Names(after).Except(["low", "high"]).Any())
    {
        throw new InvalidOperationException($"{head} predicts {string.Join(' ', Names(before))} and, loaded, {string.Join(' ', Names(after))}");
    }

    farthest = Math.Max(farthest, Difference(features, Column(after, "Sound"), value => Math.Max(1, Math.Abs(value))));
    return Difference(Column(before, "Score"), Column(after, "Score"), _ => 1);
}

static double Difference(float[][] expected, float[][] actual, Func<float, float> size) =>
    expected.Zip(actual).Max(row => row.First.Zip(row.Second).Max(pair => Math.Abs(pair.First - pair.Second) / size(pair.First)));

static string[] Names(IDataView scored)
{
    VBuffer<ReadOnlyMemory<char>> values = default;
    scored.Schema["PredictedLabel"].GetKeyValues(ref values);
    return [.. scored.GetColumn<uint>("PredictedLabel").Select(key => values.GetItemOrDefault((int)key - 1).ToString())];
}

static float[][] Column(IDataView data, string name) => [.. data.GetColumn<float[]>(name).Select(row => (float[])row.Clone())];

internal sealed class Clip
{
    public string Name { get; set; } = "";
    public string Audio { get; set; } = "";
    public float[] Wave { get; set; } = [];
    public string Speaker { get; set; } = "";
    public string Label { get; set; } = "";
}
