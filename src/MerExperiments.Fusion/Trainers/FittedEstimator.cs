using MerExperiments.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Fusion.Trainers;

/// <summary>An ML.NET estimator that was fitted to training rows, as what ML.NET says of them and as a graph that was seen to say the same.</summary>
internal sealed class FittedEstimator
{
    private const string Score = "Score";
    private const float Tolerance = 1e-5f;
    private readonly string _head;
    private readonly ITransformer _fitted;
    private readonly MLContext _context;
    private readonly TrainingMatrix _rows;

    private FittedEstimator(string head, MLContext context, ITransformer fitted, TrainingMatrix rows)
    {
        (_head, _context, _fitted, _rows) = (head, context, fitted, rows);
        Scores = ScoresOf(rows);
    }

    /// <summary>What ML.NET scores the training rows, row-major [rows, classes].</summary>
    public float[] Scores { get; }

    /// <summary>Fits.</summary>
    /// <exception cref="InvalidInputException">The estimator skips rows, or gives no scores that a head can use; the message names the head.</exception>
    public static FittedEstimator Fit(string head, TrainingMatrix rows, int seed, Func<MLContext, IEstimator<ITransformer>> make, bool givesProbabilities)
    {
        var context = new MLContext(seed);
        string? skipped = null;
        context.Log += (_, log) => skipped ??= log.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning && log.RawMessage.StartsWith("Skipped ", StringComparison.Ordinal)
            ? log.RawMessage
            : null;
        ITransformer fitted = Called(head, () => make(context).Fit(MatrixDataView.Of(context, rows.Array, rows.Source, rows.Classes)));
        if (skipped is not null)
        {
            throw new InvalidInputException(Place(head), $"its trainer did not see every row: {skipped}");
        }

        var estimator = new FittedEstimator(head, context, fitted, rows);
        string? flaw = givesProbabilities && !estimator.Scores.Chunk(rows.Classes).All(IsDistribution) ? "its scores are said to be probabilities, and are not 0 or more with the sum 1 in every row"
            : null;
        return flaw is null ? estimator : throw new InvalidInputException(Place(head), flaw);
    }

    /// <summary>What an estimator of someone else's gives; whatever it throws is told under the head's name.</summary>
    private static ITransformer Called(string head, Func<ITransformer> fit)
    {
        try
        {
            return fit();
        }
        catch (Exception e) when (e is not (InvalidInputException or OperationCanceledException or OutOfMemoryException))
        {
            throw new InvalidInputException(Place(head), $"its estimator could not be fitted to the columns Features, Label and Weight: {e.Message}");
        }
    }

    /// <summary>What ML.NET scores some rows, row-major [rows, classes].</summary>
    /// <exception cref="InvalidInputException">There are not as many scores, or one is no finite number; the message names the head.</exception>
    public float[] ScoresOf(TrainingMatrix rows)
    {
        IDataView scored = _fitted.Transform(MatrixDataView.Of(_context, rows.Array, rows.Source, rows.Classes));
        if (scored.Schema.GetColumnOrNull(Score)?.Type is not VectorDataViewType type || type.ItemType != NumberDataViewType.Single || type.Size != rows.Classes)
        {
            string found = scored.Schema.GetColumnOrNull(Score)?.Type.ToString() ?? "none";
            throw new InvalidInputException(Place(_head), $"its estimator must give a column Score of {rows.Classes} floats, one per class; it gives {found}");
        }

        float[] scores = [.. scored.GetColumn<float[]>(Score).SelectMany(row => row)];
        string? flaw = scores.Length != rows.Count * rows.Classes ? $"its estimator scores {scores.Length / rows.Classes} of {rows.Count} rows; it must keep them all"
            : !scores.All(float.IsFinite) ? $"its estimator gives row {Array.FindIndex(scores, score => !float.IsFinite(score)) / rows.Classes} a score that is no finite number"
            : null;
        return flaw is null ? scores : throw new InvalidInputException(Place(_head), flaw);
    }

    /// <summary>Writes the scoring of a row.</summary>
    /// <param name="graph">The graph to go on with.</param>
    /// <param name="features">The value in it that holds the rows, as the training rows were.</param>
    /// <returns>The value with the scores [batch, classes].</returns>
    /// <exception cref="InvalidInputException">ML.NET cannot write the estimator as ONNX, or the graph scores a training row otherwise; the message names the head.</exception>
    public string Write(OnnxGraph graph, string features)
    {
        OnnxModel converted = Converted();
        try
        {
            Compare(Scores, Rescored(converted));
            return Append(graph, converted, features);
        }
        catch (Exception e) when (e is not InvalidInputException)
        {
            throw new InvalidInputException(Place(_head), $"its estimator was written as an ONNX graph that does not run: {e.Message}");
        }

        void Compare(float[] expected, float[] actual)
        {
            if (FirstDifference(expected, actual) is { } place)
            {
                throw new InvalidInputException(Place(_head), FormattableString.Invariant(
                    $"its ONNX graph scores training row {place / _rows.Classes} {actual.ElementAtOrDefault(place)} where ML.NET does {expected[place]}; they must agree to {Tolerance} of the largest score, {Largest(expected)}"));
            }
        }
    }

    /// <summary>The first score in which two programs differ by more than 1e-5 of the largest of all scores, and of 1; null where none does.</summary>
    /// <remarks>A score is a sum in single precision, of terms that can be far larger than itself: its last digits are those of the largest.</remarks>
    internal static int? FirstDifference(float[] expected, float[] actual)
    {
        float most = Tolerance * Largest(expected);
        int place = Enumerable.Range(0, expected.Length).FirstOrDefault(i => actual.Length != expected.Length || !(Math.Abs(expected[i] - actual[i]) <= most), -1);
        return place < 0 ? null : place;
    }

    private static float Largest(float[] scores) => scores.Max(score => Math.Max(1, Math.Abs(score)));

    private OnnxModel Converted()
    {
        using var bytes = new MemoryStream();
        try
        {
            _context.Model.ConvertToOnnx(_fitted, MatrixDataView.Of(_context, _rows.Array, _rows.Source, _rows.Classes), bytes, Score);
        }
        catch (Exception e)
        {
            throw new InvalidInputException(Place(_head), $"its estimator cannot be written as ONNX by Microsoft.ML.OnnxConverter: {e.Message}");
        }

        return OnnxModel.Parse(bytes.ToArray(), Place(_head));
    }

    private float[] Rescored(OnnxModel converted)
    {
        var graph = new OnnxGraph("comparison");
        string features = graph.Input(MatrixDataView.Features, OnnxElement.Single, "batch", _rows.Width);
        graph.Output(Score, Append(graph, converted, features), OnnxElement.Single, "batch", _rows.Classes);
        using var scorer = new MatrixScorer(graph.ToModel());
        return scorer.Score(_rows.Count, new Dictionary<string, ReadOnlyMemory<float>> { [MatrixDataView.Features] = _rows.Values }, Score);
    }

    /// <summary>ML.NET names an output after the column, with a suffix.</summary>
    private static string Append(OnnxGraph graph, OnnxModel converted, string features) =>
        graph.Append(converted, "estimator", MatrixDataView.Features, features, $"{Score}.output");

    private static bool IsDistribution(float[] row) => row.All(p => p >= 0) && Math.Abs(row.Sum() - 1) < 1e-3;

    private static string Place(string head) => $"head {head}";
}
