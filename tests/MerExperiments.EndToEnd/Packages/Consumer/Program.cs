// A program outside the repository that has nothing but the packages: it writes a few WAV files, encodes them, fits two heads (one of them a network), saves each as
// an ML.NET model and loads it again.
//   dotnet run -- FOLDER      prints "head: accuracy, largest difference of a probability between the fitted and the loaded model"
using System.Globalization;
using MerExperiments;
using MerExperiments.Encoders;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Media;
using MerExperiments.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

if (!new Toolkit().Schema().Contains("\"attention\"", StringComparison.Ordinal))
{
    return 3;
}

string folder = args[0];
var context = new MLContext(seed: 1);
var registry = new EncoderRegistry(new EncoderFolders(folder, Path.Combine(folder, "graphs")));
IDataView clips = context.Data.LoadFromEnumerable(Enumerable.Range(0, 24).Select(Write).ToArray());
IDataView encoded = context.Transforms.EncodeAudio("Sound", nameof(Clip.Audio), registry["mel-statistics"], registry)
    .Append(context.Transforms.Conversion.MapValueToKey("Label"))
    .Fit(clips).Transform(clips);
encoded = context.Data.Cache(context.Transforms.SelectColumns("Sound", "Label").Fit(encoded).Transform(encoded));

var options = new HeadOptions { FeatureColumnNames = ["Sound"] };
var trainers = context.MulticlassClassification.Trainers;
Compare("maximum-entropy", trainers.MaximumEntropyFusion(options));
try
{
    Compare("attention", trainers.AttentionFusion(options));
    return 0;
}
catch (InvalidInputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

Clip Write(int i)
{
    string path = Path.Combine(folder, $"clip{i:00}.wav");
    double hertz = (i % 2 == 0 ? 140 : 260) + i;
    using FileStream stream = File.Create(path);
    float[] samples = [.. Enumerable.Range(0, 16_000).Select(t => (float)(0.3 * Math.Sin(2 * Math.PI * hertz * t / 16_000)))];
    WavFile.Write(stream, new Waveform(samples, 16_000));
    return new Clip { Audio = path, Label = i % 2 == 0 ? "low" : "high" };
}

void Compare(string head, IEstimator<ITransformer> trainer)
{
    ITransformer fitted = trainer.Fit(encoded);
    string file = Path.Combine(folder, $"{head}.zip");
    context.Model.Save(fitted, encoded.Schema, file);
    ITransformer loaded = new MLContext(seed: 2).Model.Load(file, out _);
    float[][] before = Scores(fitted), after = Scores(loaded);
    double difference = before.Zip(after).Max(row => row.First.Zip(row.Second).Max(pair => Math.Abs(pair.First - pair.Second)));
    double right = before.Zip(encoded.GetColumn<uint>("Label")).Average(row => Array.IndexOf(row.First, row.First.Max()) + 1 == row.Second ? 1.0 : 0);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{head}: {right} {difference}"));
}

float[][] Scores(ITransformer model) => [.. model.Transform(encoded).GetColumn<float[]>("Score").Select(row => (float[])row.Clone())];

internal sealed class Clip
{
    public string Audio { get; set; } = "";
    public string Label { get; set; } = "";
}
