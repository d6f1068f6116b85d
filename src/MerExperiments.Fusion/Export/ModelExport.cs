using System.IO.Compression;
using System.Text.Json;
using MerExperiments.Onnx;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Microsoft.ML;

namespace MerExperiments.Fusion.Export;

/// <summary>Writes an ensemble of fitted heads as a folder that other programs can use without this toolkit.</summary>
/// <remarks><c>model.onnx</c>: one graph, an input [batch, dimension] per encoder, outputs "Score" [batch, classes] and "PredictedIndex" [batch, 1].
/// <c>model.zip</c>: the same graph in a pipeline of ML.NET's own transformers; a fresh MLContext loads it with Microsoft.ML and Microsoft.ML.OnnxTransformer alone.
/// It reads vector columns named by encoder, and gives "Score" and "PredictedLabel", a key whose values are the class names. <c>model.json</c>: the <see cref="ModelCard"/>. Each file is whole or absent.</remarks>
public static class ModelExport
{
    /// <summary>The output [batch, 1] of the index of the most probable class.</summary>
    public const string IndexOutput = "PredictedIndex";

    /// <summary>The version of the folder's format, as model.json says it. The first, which model.json did not say, knew nothing of how clips become features.</summary>
    public const int Format = 2;

    private const string NoNormalisation = "none outside the model: each head standardises inside its graph";

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">Where; made where it is missing.</param>
    /// <param name="members">One or more heads with a weight above 0, over one label set.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="normalisation">What was done to the features before, e.g. label-free normalisation per speaker; null says nothing was.</param>
    /// <param name="features">How clips become the inputs, for whoever predicts new ones; null where that is not known here.</param>
    /// <returns>The ensemble as one head, which predicts what the written files predict.</returns>
    /// <exception cref="InvalidInputException">A member has other classes, an encoder two dimensions, a weight or temperature is out of range, or none
    /// counts.</exception>
    public static FittedHead Write(string folder, IReadOnlyList<ExportMember> members, LabelSet labels, string? normalisation = null, JsonElement? features = null)
    {
        FittedHead merged = Merge(members, labels);
        Directory.CreateDirectory(folder);
        merged.Save(Path.Combine(folder, "model.onnx"));
        WriteZip(Path.Combine(folder, "model.zip"), merged);
        RunJson.Write(Path.Combine(folder, "model.json"), CardOf(merged, members, labels, normalisation ?? NoNormalisation) with { Features = features });
        return merged;
    }

    /// <summary>Merges heads into one graph whose score is the weighted mean of theirs.</summary>
    /// <exception cref="InvalidInputException">As in <see cref="Write"/>.</exception>
    public static FittedHead Merge(IReadOnlyList<ExportMember> members, LabelSet labels)
    {
        InvalidInputException.ThrowIfAny([.. Faults(members, labels)]);
        ExportMember[] counting = [.. members.Where(member => member.Weight > 0)];
        double total = counting.Sum(member => member.Weight);
        var graph = new OnnxGraph("ensemble");
        foreach ((string encoder, int dimension) in counting.SelectMany(member => member.Head.Inputs).Distinct())
        {
            graph.Input(encoder, OnnxElement.Single, "batch", dimension);
        }

        string[] parts = [.. counting.Select((member, m) => Part(graph, member, FormattableString.Invariant($"member{m}"), member.Weight / total))];
        string score = parts.Length == 1 ? parts[0] : graph.Node("Sum", parts);
        ScoreGraph.Finish(graph, score, labels.Count);
        string index = graph.Node("ArgMax", [score], ("axis", 1), ("keepdims", 1));
        graph.Output(IndexOutput, index, OnnxElement.Int64, "batch", 1);
        return new FittedHead(graph, labels, "ensemble", counting.SelectMany(member => member.Head.Texts).DistinctBy(text => text.Key).ToDictionary());
    }

    private static string Part(OnnxGraph graph, ExportMember member, string prefix, double weight)
    {
        string posterior = graph.Append(member.Head.Model, prefix)[FittedHead.ScoreOutput];
        if (member.Temperature != 1)
        {
            string log = graph.Node("Log", [graph.Node("Max", [posterior, graph.Scalar(1e-12f)])]);
            posterior = graph.Node("Softmax", [graph.Node("Div", [log, graph.Scalar((float)member.Temperature)])], ("axis", 1));
        }

        return graph.Node("Mul", [posterior, graph.Scalar((float)weight)]);
    }

    private static void WriteZip(string path, FittedHead head)
    {
        var context = new MLContext(seed: 0);
        ITransformer stock = StockPipeline.Of(context, head);
        CheckedFile.Write(path, stream =>
        {
            using var zip = new MemoryStream(); // ML.NET seeks in what it writes
            context.Model.Save(stock, StockPipeline.SchemaOf(head), zip);
            Undate(zip);
            zip.WriteTo(stream);
        });
        (stock as IDisposable)?.Dispose();
    }

    /// <summary>Takes the time of day out of a zip file, so that the same model has the same bytes.</summary>
    private static void Undate(MemoryStream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }
    }

    private static ModelCard CardOf(FittedHead merged, IReadOnlyList<ExportMember> members, LabelSet labels, string normalisation)
    {
        double total = members.Sum(member => member.Weight);
        return new ModelCard(
            labels.Names,
            [.. merged.Inputs.Select(input => new ModelCardInput(input.Encoder, input.Dimension, merged.Texts.GetValueOrDefault(input.Encoder)))],
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [FittedHead.ScoreOutput] = "float32 [batch, classes]: class probabilities",
                [IndexOutput] = "model.onnx: int64 [batch, 1]: the place of the most probable class in the classes",
                [StockPipeline.PredictedLabel] = "model.zip: a key whose values are the classes: the most probable class",
            },
            [.. members.Where(member => member.Weight > 0).Select(member => new ModelCardMember(
                member.Head.Head, member.Weight / total, member.Temperature, [.. member.Head.Inputs.Select(input => input.Encoder)]))],
            normalisation,
            Format,
            Features: null);
    }

    private static IEnumerable<Fault> Faults(IReadOnlyList<ExportMember> members, LabelSet labels)
    {
        if (!members.Any(member => member.Weight > 0))
        {
            yield return new Fault("exported model", $"has {members.Count} members, none of a weight above 0; there must be one");
        }

        foreach (ExportMember member in members)
        {
            if (!double.IsFinite(member.Weight) || member.Weight < 0 || !double.IsFinite(member.Temperature) || member.Temperature <= 0)
            {
                yield return new Fault($"exported model: {member.Head.Head}", FormattableString.Invariant(
                    $"has weight {member.Weight} and temperature {member.Temperature}; they must be finite, 0 or more and above 0"));
            }

            if (!member.Head.Labels.Equals(labels))
            {
                yield return new Fault($"exported model: {member.Head.Head}", $"has the classes {member.Head.Labels}; the model has {labels}");
            }
        }

        foreach (IGrouping<string, (string Encoder, int Dimension)> input in members.SelectMany(m => m.Head.Inputs).Distinct().GroupBy(i => i.Encoder))
        {
            if (input.Count() > 1)
            {
                yield return new Fault(
                    $"exported model: {input.Key}", $"has the dimensions {string.Join(", ", input.Select(i => i.Dimension))}; it must have one");
            }
        }
    }
}

/// <summary>A fitted head on its way into an exported model.</summary>
/// <param name="Head">The head.</param>
/// <param name="Weight">Its weight in the mean of the members' posteriors, 0 or more; a member of weight 0 is left out.</param>
/// <param name="Temperature">What its posteriors are calibrated by (they are raised to 1 / temperature and normalised); above 0, and 1 for nothing.</param>
public sealed record ExportMember(FittedHead Head, double Weight, double Temperature = 1);
