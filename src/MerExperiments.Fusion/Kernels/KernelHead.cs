using MerExperiments.Onnx;
using MerExperiments.Search;
using MerExperiments.Torch;

namespace MerExperiments.Fusion.Kernels;

/// <summary>A head that is solved rather than trained, and knows rows by how far they lie from the training rows.</summary>
/// <remarks>Distances are measured once for all fits on the same rows (<see cref="TrainingRows.Shared"/>). The graph holds the standardised training rows.</remarks>
internal abstract class KernelHead : Head
{
    /// <summary>The most training rows: the matrix of that many takes 256 MB.</summary>
    public const int MostRows = 8_192;

    protected sealed override OnnxGraph FitChecked(TrainingRows rows, LabelSet labels, ParameterSet parameters, NamedSeed seed, CancellationToken cancellation)
    {
        TorchLibrary.UseOneThread();
        int[] counting = [.. Enumerable.Range(0, rows.Count).Where(row => rows.Weights[row] > 0)];
        TrainingRows some = counting.Length == rows.Count ? rows : rows.Select(counting);
        if (some.Count > MostRows)
        {
            throw new InvalidInputException($"head {Name}", $"is solved over at most {MostRows} training rows; there are {some.Count}");
        }

        long bytes = ((long)some.Count * some.Count * sizeof(float)) + ((long)some.Count * some.Columns.Sum(column => column.Dimension) * sizeof(float));
        KernelColumn[] columns = [.. some.Columns.Select(column => some.Shared?.Of($"kernel/{column.Name}", bytes, () => KernelColumn.Fit(column, some.Count))
            ?? KernelColumn.Fit(column, some.Count))];
        cancellation.ThrowIfCancellationRequested();
        var graph = new OnnxGraph(Name);
        return ScoreGraph.Finish(graph, Fit(new KernelTask(some, columns, labels.Count), parameters, seed, graph, cancellation), labels.Count);
    }

    /// <summary>Solves, and writes what was solved.</summary>
    /// <returns>The value in the graph that holds the class probabilities [batch, classes].</returns>
    protected abstract string Fit(KernelTask task, ParameterSet parameters, NamedSeed seed, OnnxGraph graph, CancellationToken cancellation);
}

/// <summary>What a kernel head is solved on.</summary>
/// <param name="Rows">Training rows, each of a weight above 0.</param>
/// <param name="Columns">Their encoders' distances.</param>
/// <param name="Classes">The number of classes.</param>
internal sealed record KernelTask(TrainingRows Rows, IReadOnlyList<KernelColumn> Columns, int Classes)
{
    private const int LeastSpeakers = 3;

    /// <summary>The number of rows.</summary>
    public int Count => Rows.Count;

    /// <summary>The rows that a row is held out with: those of its speaker where three or more are known, else itself alone.</summary>
    public IReadOnlyList<int[]> Groups
    {
        get
        {
            bool known = Rows.Speakers.OfType<string>().Distinct(StringComparer.Ordinal).Count() >= LeastSpeakers;
            return [.. Enumerable.Range(0, Count).GroupBy(row => known && Rows.Speakers[row] is { } speaker ? speaker : FormattableString.Invariant($"\0{row}"), StringComparer.Ordinal)
                .Select(group => group.ToArray())];
        }
    }

    /// <summary>Each row's weight, times a power of how rare its class is among the rows, whatever they weigh: 0 leaves it, 1 lets every class count alike.</summary>
    public double[] BalancedWeights(double balance)
    {
        int[] counts = [.. Enumerable.Range(0, Classes).Select(label => Rows.Labels.Count(other => other == label))];
        double even = (double)Count / counts.Count(count => count > 0);
        return [.. Rows.Labels.Select((label, row) => Rows.Weights[row] * Math.Pow(even / counts[label], balance))];
    }

    /// <summary>Whether each class has a row.</summary>
    public bool[] Occurs => [.. Enumerable.Range(0, Classes).Select(Rows.Labels.Contains)];
}
