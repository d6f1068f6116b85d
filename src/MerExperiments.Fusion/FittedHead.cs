using System.Text.Json;
using MerExperiments.Features;
using MerExperiments.Fusion.Text;
using MerExperiments.Onnx;

namespace MerExperiments.Fusion;

/// <summary>A fitted head: an ONNX graph from the features of one or more encoders to class probabilities.</summary>
/// <remarks>Immutable and thread-safe. What it predicts is what the graph predicts: there is no other way through, but that one just fitted that reads texts computes
/// their terms sparsely, many times faster than its graph, to the same posteriors but for rounding; <see cref="CountApart"/> is held against it before a model is exported.</remarks>
public sealed class FittedHead
{
    /// <summary>The name of the output [batch, classes].</summary>
    public const string ScoreOutput = "Score";

    private const string LabelsKey = "merexperiments.labels";
    private const string HeadKey = "merexperiments.head";
    private const string TextsKey = "merexperiments.texts";
    private const int TextBatchRows = 32; // a batch of texts is a dense matrix of all terms inside the graph
    private readonly (OnnxModel Model, IReadOnlyDictionary<string, TextProjection> Texts)? _sparse;

    /// <param name="graph">The graph.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="head">The name of the head.</param>
    /// <param name="texts">How the rows of the inputs that hold texts are made; null where none does.</param>
    internal FittedHead(OnnxGraph graph, LabelSet labels, string head, IReadOnlyDictionary<string, TextRowShape>? texts = null)
        : this(ToModel(graph, labels, head, texts), labels, head)
    {
    }

    /// <summary>A head whose graph reads, for each of some encoders, what is fitted to texts instead of the encoder's own rows.</summary>
    internal FittedHead(OnnxGraph graph, IReadOnlyDictionary<string, TextProjection> texts, LabelSet labels, string head)
        : this(WithTexts(graph.ToModel(), texts, labels, head), labels, head, texts.ToDictionary(text => text.Key, text => text.Value.Shape)) => _sparse = (graph.ToModel(), texts);

    private FittedHead(OnnxModel model, LabelSet labels, string head)
    {
        Model = model;
        Labels = labels;
        Head = head;
        Inputs = InputsOf(model);
        Texts = model.Metadata(TextsKey) is { } texts ? JsonSerializer.Deserialize<Dictionary<string, TextRowShape>>(texts)! : [];
    }

    /// <summary>The graph: inputs [batch, dimension] named by encoder, output "Score" [batch, classes]; the labels are in its metadata.</summary>
    public OnnxModel Model { get; }

    /// <summary>The bytes of the graph.</summary>
    public int Size => Model.Message.CalculateSize();

    /// <summary>The classes, in the order of the scores.</summary>
    public LabelSet Labels { get; }

    /// <summary>The name of the head that was fitted.</summary>
    public string Head { get; }

    /// <summary>The encoders it reads and their dimensions, in the graph's order.</summary>
    public IReadOnlyList<(string Encoder, int Dimension)> Inputs { get; }

    /// <summary>How the rows of those inputs are made that hold texts (<see cref="TextRows"/>), by encoder; empty where none does.</summary>
    public IReadOnlyDictionary<string, TextRowShape> Texts { get; }

    /// <summary>Whether it reads texts, so that its graph counts terms.</summary>
    public bool ReadsTexts => Texts.Count > 0;

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidInputException">The file is no ONNX model, or not one of a fitted head.</exception>
    public static FittedHead Load(string path)
    {
        OnnxModel model = OnnxModel.Load(path);
        string labels = model.Metadata(LabelsKey) ?? throw new InvalidInputException(path, $"is not a fitted head: it has no metadata \"{LabelsKey}\"");
        return new FittedHead(model, new LabelSet(JsonSerializer.Deserialize<string[]>(labels)!), model.Metadata(HeadKey) ?? "");
    }

    /// <summary>Predicts class probabilities.</summary>
    /// <param name="tables">Tables whose rows are the same utterances in the same order; found by encoder name, those not needed are ignored.</param>
    /// <exception cref="InvalidInputException">A table is missing, or has another dimension or number of rows.</exception>
    public Posteriors Predict(IReadOnlyList<FeatureTable> tables)
    {
        InvalidInputException.ThrowIfAny([.. Inputs.SelectMany(input => Faults(input, tables))]);
        IReadOnlyList<string> names = TableOf(Inputs[0].Encoder, tables)!.Names;
        var inputs = Inputs.ToDictionary(
            input => input.Encoder, input => RowsOf(TableOf(input.Encoder, tables)!), StringComparer.Ordinal);
        using var scorer = new MatrixScorer(_sparse?.Model ?? Model, ReadsTexts && _sparse is null ? TextBatchRows : MatrixScorer.DefaultBatchRows);
        return new Posteriors(names, Labels, scorer.Score(names.Count, inputs, ScoreOutput));
    }

    /// <summary>In how many rows posteriors that a run computed are not what this head's graph gives.</summary>
    /// <param name="tables">As in <see cref="Predict"/>.</param>
    /// <param name="posteriors">The run's, of the same rows.</param>
    /// <param name="tolerance">The largest difference of one posterior that counts as none.</param>
    public int CountApart(IReadOnlyList<FeatureTable> tables, Posteriors posteriors, double tolerance)
    {
        Posteriors given = new FittedHead(Model, Labels, Head).Predict(tables);
        return Enumerable.Range(0, given.Count).Count(row => Enumerable.Range(0, Labels.Count).Any(c => !(Math.Abs(given[row][c] - posteriors[row][c]) <= tolerance)));
    }

    /// <summary>Writes the graph as an .onnx file that is whole or absent.</summary>
    public void Save(string path) => Model.Save(path);

    private static OnnxModel ToModel(OnnxGraph graph, LabelSet labels, string head, IReadOnlyDictionary<string, TextRowShape>? texts)
    {
        (string, string)[] facts = [(LabelsKey, JsonSerializer.Serialize(labels.Names)), (HeadKey, head)];
        return graph.ToModel(texts is { Count: > 0 } ? [.. facts, (TextsKey, JsonSerializer.Serialize(new SortedDictionary<string, TextRowShape>(texts.ToDictionary(), StringComparer.Ordinal)))] : facts);
    }

    private static OnnxGraph WithTexts(OnnxModel inner, IReadOnlyDictionary<string, TextProjection> texts, LabelSet labels, string head)
    {
        var graph = new OnnxGraph(head);
        var feeds = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string encoder, int dimension) in InputsOf(inner))
        {
            int width = texts.TryGetValue(encoder, out TextProjection? text) ? text.RowLength : dimension;
            string given = graph.Input(encoder, OnnxElement.Single, "batch", width);
            feeds[encoder] = text?.Write(graph, given) ?? given;
        }

        return ScoreGraph.Finish(graph, graph.Append(inner, "head", feeds)[ScoreOutput], labels.Count);
    }

    private static (string Encoder, int Dimension)[] InputsOf(OnnxModel model) =>
        [.. model.Message.Graph.Input.Select(input => (input.Name, (int)input.Type.TensorType.Shape.Dim[1].DimValue))];

    private ReadOnlyMemory<float> RowsOf(FeatureTable table) =>
        _sparse is { } sparse && sparse.Texts.TryGetValue(table.Encoder, out TextProjection? text) ? text.Apply(table.Memory) : table.Memory;

    private static FeatureTable? TableOf(string encoder, IReadOnlyList<FeatureTable> tables) =>
        tables.FirstOrDefault(table => table.Encoder == encoder);

    private IEnumerable<Fault> Faults((string Encoder, int Dimension) input, IReadOnlyList<FeatureTable> tables)
    {
        FeatureTable? table = TableOf(input.Encoder, tables);
        if (table is null)
        {
            string[] given = [.. tables.Select(t => t.Encoder)];
            yield return new Fault($"features of {input.Encoder}", $"are needed by the head {Head} and not given; given are: {string.Join(", ", given)}");
            yield break;
        }

        if (table.Dimension != input.Dimension)
        {
            yield return new Fault($"features of {input.Encoder}", $"have dimension {table.Dimension}; the head {Head} was fitted on {input.Dimension}");
        }

        int rows = TableOf(Inputs[0].Encoder, tables)?.Count ?? table.Count;
        if (table.Count != rows)
        {
            yield return new Fault($"features of {input.Encoder}", $"have {table.Count} rows; those of {Inputs[0].Encoder} have {rows}");
        }
    }
}
