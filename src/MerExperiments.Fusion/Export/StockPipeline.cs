using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Export;

/// <summary>A fitted head as a pipeline of ML.NET's own transformers that speaks the platform's language: "Score", a float vector, and "PredictedLabel", a key whose
/// values are the class names.</summary>
/// <remarks>An ONNX graph cannot give a key column, and ML.NET does not let anyone else's transformer into a model zip. So the graph gives the posteriors and a one-hot row
/// of the winning class; a stock predictor, fitted on the one-hot row of each class, turns that row into a key with names; and the graph's own posteriors are put
/// back in the place of that predictor's scores. Columns in between are dropped.</remarks>
internal static class StockPipeline
{
    /// <summary>The column of the predicted class.</summary>
    public const string PredictedLabel = "PredictedLabel";

    private const string Posterior = "merexperiments.posterior";
    private const string Winner = nameof(ClassRow.Winner);

    /// <summary>The pipeline of a head; it reads one float vector column per encoder and ignores all others.</summary>
    public static ITransformer Of(MLContext context, FittedHead head)
    {
        var empty = new EmptyFeatures(SchemaOf(head));
        ITransformer graph = Graph(context, WithWinner(head)).Fit(empty);
        ITransformer predictor = Predictor(context, nameof(ClassRow.Label)).Fit(Classes(context, head.Labels));
        ITransformer last = Tidied(context).Fit(predictor.Transform(graph.Transform(empty)));
        return new TransformerChain<ITransformer>(graph, predictor, last);
    }

    /// <summary>What the pipeline adds to a schema, told before anything is fitted.</summary>
    /// <remarks>ML.NET lets no one but its own estimators describe a column, so the pipeline's own do, around a graph with the fitted one's kinds of outputs.</remarks>
    public static SchemaShape OutputSchema(MLContext context, SchemaShape input, string featureColumn, string labelColumn) =>
        Graph(context, Outline(featureColumn)).Append(Predictor(context, labelColumn)).Append(Tidied(context)).GetOutputSchema(input);

    /// <summary>The columns that a head reads.</summary>
    public static DataViewSchema SchemaOf(FittedHead head)
    {
        var builder = new DataViewSchema.Builder();
        foreach ((string encoder, int dimension) in head.Inputs)
        {
            builder.AddColumn(encoder, new VectorDataViewType(NumberDataViewType.Single, dimension));
        }

        return builder.ToSchema();
    }

    private static IEstimator<ITransformer> Graph(MLContext context, OnnxModel model)
    {
        using var bytes = new MemoryStream(model.ToBytes());
        return context.Transforms.ApplyOnnxModel(bytes, gpuDeviceId: null, fallbackToCpu: false);
    }

    /// <summary>Naive Bayes, because what it learns from one row per class are counts: no search, no random draw, and each class wins its own row by a margin of log 4.</summary>
    private static IEstimator<ITransformer> Predictor(MLContext context, string label) => context.MulticlassClassification.Trainers.NaiveBayes(label, Winner);

    private static IEstimator<ITransformer> Tidied(MLContext context) =>
        context.Transforms.Concatenate(FittedHead.ScoreOutput, Posterior).Append(context.Transforms.DropColumns(Posterior, Winner));

    private static OnnxModel WithWinner(FittedHead head)
    {
        var graph = new OnnxGraph("head");
        foreach ((string encoder, int dimension) in head.Inputs)
        {
            graph.Input(encoder, OnnxElement.Single, "batch", dimension);
        }

        return Finish(graph, graph.Append(head.Model, "head")[FittedHead.ScoreOutput], head.Labels.Count);
    }

    private static OnnxModel Outline(string input)
    {
        var graph = new OnnxGraph("outline");
        string value = graph.Input(input, OnnxElement.Single, "batch", 1);
        return Finish(graph, graph.Node("Concat", [value, value], ("axis", 1)), 2);
    }

    private static OnnxModel Finish(OnnxGraph graph, string posterior, int classes)
    {
        string index = graph.Node("ArgMax", [posterior], ("axis", 1), ("keepdims", 0)); // the first of equals, as everywhere else
        string winner = graph.Node("OneHot", [index, graph.Integers(classes), graph.Constant([0f, 1f], 2)], ("axis", 1));
        graph.Output(Posterior, posterior, OnnxElement.Single, "batch", classes);
        graph.Output(Winner, winner, OnnxElement.Single, "batch", classes);
        return graph.ToModel();
    }

    private static IDataView Classes(MLContext context, LabelSet labels)
    {
        var schema = SchemaDefinition.Create(typeof(ClassRow));
        schema[Winner].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, labels.Count); // as the graph's column is: a batch of one
        schema[nameof(ClassRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), labels.Count);
        schema[nameof(ClassRow.Label)].AddAnnotation(
            "KeyValues",
            new VBuffer<ReadOnlyMemory<char>>(labels.Count, [.. labels.Names.Select(name => name.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, labels.Count));
        return context.Data.LoadFromEnumerable(Enumerable.Range(0, labels.Count).Select(c => ClassRow.Of(c, labels.Count)), schema);
    }

    private sealed class ClassRow
    {
        public float[] Winner { get; set; } = [];

        public uint Label { get; set; }

        public static ClassRow Of(int label, int classes)
        {
            float[] winner = new float[classes];
            winner[label] = 1;
            return new ClassRow { Winner = winner, Label = (uint)label }; // ML.NET makes the key of an object's number n be n + 1
        }
    }
}

/// <summary>A data view without rows, for estimators that only look at the columns.</summary>
internal sealed class EmptyFeatures(DataViewSchema schema) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        throw new NotSupportedException("there are no rows to read");

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
