// Somebody else's program: it has a run's model folder and features as a tab-separated file, and knows nothing of this toolkit.
//   dotnet run -- MODEL-FOLDER FEATURES.tsv      prints one line per row: the class, then the class probabilities, tab-separated
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext(seed: 1);
ITransformer model = mlContext.Model.Load(Path.Combine(args[0], "model.zip"), out _);

int next = 0;
JsonElement description = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(args[0], "model.json")));
TextLoader.Column[] columns =
[
    .. description.GetProperty("inputs").EnumerateArray().Select(input =>
    {
        int dimension = input.GetProperty("dimension").GetInt32();
        next += dimension;
        return new TextLoader.Column(input.GetProperty("encoder").GetString(), DataKind.Single, next - dimension, next - 1);
    }),
];
IDataView features = mlContext.Data.LoadFromTextFile(args[1], new TextLoader.Options { Columns = columns, Separators = ['\t'] });

IDataView scored = mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(features)).Transform(model.Transform(features));
foreach ((string label, float[] score) in scored.GetColumn<string>("PredictedLabel").Zip(scored.GetColumn<float[]>("Score")))
{
    Console.WriteLine(string.Join('\t', [label, .. score.Select(value => value.ToString("R", CultureInfo.InvariantCulture))]));
}
