using MerExperiments.AudioText;

namespace MerExperiments.MicrosoftTorchSharp;

/// <summary>The classes that have a training row with words.</summary>
/// <remarks>The trainer counts the classes it meets and takes each key to be below that count, so it is given keys over those present, and what it says is spread
/// over all.</remarks>
internal sealed class ClassesPresent
{
    private readonly int[] _classes;
    private readonly int _all;

    /// <param name="training">The training rows.</param>
    /// <param name="labels">All classes.</param>
    /// <exception cref="InvalidInputException">Fewer than two classes have a row with words.</exception>
    public ClassesPresent(JointRows training, LabelSet labels)
    {
        int[] read = [.. Enumerable.Range(0, training.Count).Where(row => training.Labels[row] >= 0 && HasWords(training, row)).Select(row => training.Labels[row])];
        _classes = [.. read.Distinct().Order()];
        _all = labels.Count;
        if (_classes.Length < 2)
        {
            throw new InvalidInputException("rows", $"hold {read.Length} transcripts of {_classes.Length} classes; two classes or more are needed to learn what tells them apart");
        }

        Names = [.. _classes.Select(c => labels[c])];
        Shares = [.. Enumerable.Range(0, _all).Select(c => read.Count(label => label == c) / (float)read.Length)];
    }

    /// <summary>Their names, in the label set's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The share of each class of the label set among the training rows: what is said of a row without words.</summary>
    public float[] Shares { get; }

    /// <summary>Whether a row has a transcript with something in it.</summary>
    public static bool HasWords(JointRows rows, int row) => !string.IsNullOrWhiteSpace(rows.Texts[row]);

    /// <summary>The rows to learn from.</summary>
    public IReadOnlyList<TextRow> TrainingRows(JointRows training) =>
    [
        .. Enumerable.Range(0, training.Count)
            .Where(row => training.Labels[row] >= 0 && HasWords(training, row))
            .Select(row => new TextRow { Text = training.Texts[row]!, Label = (uint)Array.IndexOf(_classes, training.Labels[row]) }),
    ];

    /// <summary>The softmax of the trainer's scores (its "Score" are logits), with 0 for classes it never met.</summary>
    /// <param name="logits">One for each class present.</param>
    public float[] Posterior(float[] logits)
    {
        double highest = logits.Max();
        double[] exponents = [.. logits.Select(logit => Math.Exp(logit - highest))];
        double sum = exponents.Sum();
        float[] posterior = new float[_all];
        foreach ((int i, int c) in _classes.Index())
        {
            posterior[c] = (float)(exponents[i] / sum);
        }

        return posterior;
    }
}
