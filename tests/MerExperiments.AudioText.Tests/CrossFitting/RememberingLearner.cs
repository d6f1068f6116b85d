using System.Collections.Concurrent;
using MerExperiments.AudioText.CrossFitting;

namespace MerExperiments.AudioText.Tests.CrossFitting;

/// <summary>Remembers the names it was trained on: a row's feature is [1 where it is one of them, the fold, whether any class of the encoded rows was given].</summary>
internal sealed class RememberingLearner : IFeatureLearner
{
    public ConcurrentBag<int> Learned { get; } = [];

    public Func<int, TimeSpan> Delay { get; init; } = _ => TimeSpan.Zero;

    /// <summary>The text that its tokenizer knows nothing of; null for none.</summary>
    public string? Unreadable { get; init; }

    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        Thread.Sleep(Delay(task.Fold));
        cancellation.ThrowIfCancellationRequested();
        Learned.Add(task.Fold);
        var seen = task.Training.Names.ToHashSet();
        return [.. task.Encoded.Select(rows => new EncodedRows(
            [.. Enumerable.Range(0, rows.Count).SelectMany(row => Unreadable is not null && rows.Texts[row] == Unreadable
                ? [float.NaN, float.NaN, float.NaN]
                : new[] { seen.Contains(rows.Names[row]) ? 1f : 0f, task.Fold, rows.Labels[row] >= 0 ? 1f : 0f })],
            [.. Enumerable.Range(0, rows.Count).SelectMany(_ => new[] { task.Fold / 10f, 1 - (task.Fold / 10f) })],
            featureSize: 3,
            classes: 2))];
    }
}
