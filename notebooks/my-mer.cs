#:project ../src/MerExperiments.Cli/MerExperiments.Cli.csproj
#:property PublishAot=false
using MerExperiments;
using MerExperiments.Corpora;
using MerExperiments.Fusion;
using MerExperiments.Onnx;
using MerExperiments.Pipeline;
using MerExperiments.Search;
using MerExperiments.Settings;

return Mer.Main(new Toolkit().AddHead("mine", () => new ClassMeans()).AddCorpus<ClassFolders>("class-folders", (folders, _) => folders), args);

/// <summary>A head: the nearer a row lies to a class's mean, the likelier the class.</summary>
internal sealed class ClassMeans : MatrixHead
{
    public override string Name => "mine";
    public override SearchSpace Space { get; } = new([new RealParameter("sharpness", 0.01, 10, 1, Logarithmic: true)]);

    protected override string Fit(TrainingMatrix rows, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, string features, CancellationToken cancellation)
    {
        float sharpness = (float)parameters.Real("sharpness") / MathF.Sqrt(rows.Width);
        float[][] means = [.. Enumerable.Range(0, rows.Classes).Select(rows.MeanOf)];
        float[] weights = [.. from column in Enumerable.Range(0, rows.Width) from mean in means select sharpness * mean[column]];
        float[] biases = [.. means.Select(mean => -sharpness / 2 * mean.Sum(value => value * value))];
        string likeness = graph.Add(graph.MatMul(features, graph.Constant(weights, rows.Width, rows.Classes)), graph.Constant(biases, rows.Classes));
        return graph.Node("Softmax", [likeness], ("axis", 1));
    }
}

/// <summary>A corpus: a folder of WAV files in sub-folders named after their classes; the last fifth of each is the test part.</summary>
internal sealed record ClassFolders : ICorpusReader
{
    /// <summary>The folder whose sub-folders are the classes.</summary>
    [WorkspacePath]
    public required string Root { get; init; }
    public Corpus Read(CancellationToken cancellation = default) => new("class-folders", Root, new LabelSet(Directory.GetDirectories(Root).Order(StringComparer.Ordinal).Select(folder => Path.GetFileName(folder))),
        from folder in Directory.GetDirectories(Root) let clips = Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal).ToArray()
        from clip in clips.Index() select new Utterance { Name = $"{Path.GetFileName(folder)}-{Path.GetFileNameWithoutExtension(clip.Item)}", AudioPath = clip.Item,
            Label = Path.GetFileName(folder), Part = 5 * clip.Index < 4 * clips.Length ? UtterancePart.Labelled : UtterancePart.Test });
}
