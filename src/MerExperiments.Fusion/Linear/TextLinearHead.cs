using MerExperiments.Evaluation;
using MerExperiments.Fusion.Networks;
using MerExperiments.Fusion.Text;
using MerExperiments.Onnx;
using MerExperiments.Search;

namespace MerExperiments.Fusion.Linear;

/// <summary>Linear support vector machines, one class against the rest, over the sparse terms of texts, and over the standardised features of other encoders beside them.</summary>
/// <remarks>The scores become probabilities by one temperature, chosen on a part of the training rows that a second fit leaves out, so the class of the highest score stays
/// the most probable. An encoder's standardised values are divided by the root of their number: each encoder's row has a length of about 1, as a text's terms have.
/// ML.NET's trainers over the same sparse rows do not reach it: on a third of MELD's labelled part, with balanced weights, WAF .551 here; .542 by SdcaMaximumEntropy
/// (the best of three penalties), .518 by LinearSvm against the rest (of two), .521 by LbfgsMaximumEntropy (of one).</remarks>
internal sealed class TextLinearHead : Head
{
    private const float Never = -1e6f;

    public override string Name => "text-linear";

    public override SearchSpace Space { get; } = new(
    [
        new RealParameter("cost", 1e-2, 10, 0.1, Logarithmic: true),
        new RealParameter("balance", 0, 1, 0.8),
    ]);

    protected override OnnxGraph FitChecked(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation) =>
        FitLinear(rows, labels, parameters, seed, cancellation).Graph;

    private protected override FittedHead FitTexts(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        (OnnxGraph graph, IReadOnlyDictionary<string, TextProjection> texts) = FitLinear(rows, labels, parameters, seed, cancellation);
        return new FittedHead(graph, texts, labels, Name);
    }

    private static (OnnxGraph Graph, IReadOnlyDictionary<string, TextProjection> Texts) FitLinear(
        TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        LinearColumn[] columns = [.. rows.Columns.Select(column => new LinearColumn(column, rows.Count))];
        SparseRows values = SparseRows.Beside([.. columns.Select(column => column.Values)]);
        double temperature = TemperatureOf(values, rows, labels, parameters, seed, cancellation);
        double[]?[] weights = Machines(values, rows, labels, parameters, seed.For("machines"), cancellation);
        var graph = new OnnxGraph("text-linear");
        var texts = new Dictionary<string, TextProjection>(StringComparer.Ordinal);
        string scores = graph.Constant([.. weights.Select(machine => machine is null ? Never : (float)machine[^1])], labels.Count);
        int offset = 0;
        foreach (LinearColumn column in columns)
        {
            float[] matrix = Matrix(weights, offset, column.Values.Width);
            scores = graph.Add(column.Write(graph, matrix, labels.Count), scores);
            offset += column.Values.Width;
            if (column.Projection(matrix) is { } projection)
            {
                texts.Add(column.Name, projection);
            }
        }

        string probabilities = graph.Node("Softmax", [graph.Multiply(scores, (float)(1 / temperature))], ("axis", 1));
        return (ScoreGraph.Finish(graph, probabilities, labels.Count), texts);
    }

    /// <summary>The temperature under which the labels of rows left out are most likely; 1 where there are too few rows to leave any out.</summary>
    private static double TemperatureOf(
        SparseRows values, TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        var split = InnerSplit.Of(rows, seed.For("inner").ToRandom());
        if (split.Validation.Count == 0 || split.Training.Count == 0)
        {
            return 1;
        }

        double[]?[] weights = Machines(values.Select(split.Training), rows.Labels, rows.Weights, split.Training, labels, parameters, seed.For("inner machines"), cancellation);
        float[] scores = values.Select(split.Validation).Times(Matrix(weights, 0, values.Width), labels.Count);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] += weights[i % labels.Count] is { } machine ? (float)machine[^1] : Never;
        }

        string[] names = [.. split.Validation.Select(row => FormattableString.Invariant($"{row}"))];
        return Calibration.Fit(new Posteriors(names, labels, Softmax(scores, labels.Count)), [.. split.Validation.Select(row => rows.Labels[row])]).Temperature;
    }

    private static double[]?[] Machines(
        SparseRows values, TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation) =>
        Machines(values, rows.Labels, rows.Weights, [.. Enumerable.Range(0, rows.Count)], labels, parameters, seed, cancellation);

    /// <summary>A machine per class; null for a class that no row of any weight has.</summary>
    private static double[]?[] Machines(
        SparseRows values, IReadOnlyList<int> labelOf, IReadOnlyList<float> weightOf, IReadOnlyList<int> rows,
        LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        var machine = new LinearSvm(values);
        double cost = parameters.Real("cost"), balance = parameters.Real("balance");
        int[] counts = [.. Enumerable.Range(0, labels.Count).Select(label => rows.Count(row => labelOf[row] == label && weightOf[row] > 0))];
        int present = counts.Count(count => count > 0), all = counts.Sum();
        return [.. counts.Select((count, label) => count == 0 ? null : machine.Fit(
            [.. rows.Select(row => labelOf[row] == label)],
            [.. rows.Select(row => cost * weightOf[row] * (labelOf[row] == label ? Math.Pow((double)all / (present * count), balance) : 1))],
            seed.For("class", label).ToRandom(),
            cancellation))];
    }

    /// <summary>The weights of some columns as a row-major [columns, classes] matrix.</summary>
    private static float[] Matrix(double[]?[] weights, int offset, int width)
    {
        float[] matrix = new float[width * weights.Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)(weights[i % weights.Length]?[offset + (i / weights.Length)] ?? 0);
        }

        return matrix;
    }

    private static float[] Softmax(float[] scores, int classes)
    {
        for (int start = 0; start < scores.Length; start += classes)
        {
            Span<float> row = scores.AsSpan(start, classes);
            float highest = System.Numerics.Tensors.TensorPrimitives.Max<float>(row);
            double sum = 0;
            foreach (ref float score in row)
            {
                score = MathF.Exp(score - highest);
                sum += score;
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(row, (float)sum, row);
        }

        return scores;
    }
}
