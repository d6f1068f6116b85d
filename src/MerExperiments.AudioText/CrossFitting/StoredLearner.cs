using System.Runtime.InteropServices;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>A learner whose finished tasks are kept as float32 [rows of all lists, feature size + classes]; such a task is learned again only where what was kept was damaged.</summary>
/// <param name="inner">What learns where nothing is kept yet.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="classes">The number of classes.</param>
public sealed class StoredLearner(IFeatureLearner inner, LearningStore store, int classes) : IFeatureLearner
{
    /// <summary>Called with a sentence a user should read; null for nobody.</summary>
    public Action<string>? Notice { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        string path = store.EncodedPathOf(task);
        CacheFolder.Touch(store.FolderOf(task.Training));
        (IReadOnlyList<EncodedRows>? kept, string? problem) = !File.Exists(path) ? (null, null) : CheckedFile.Damage(path) is { } damage ? (null, damage) : Read(path, task);
        if (problem is not null)
        {
            Notice?.Invoke($"what the joint model encoded was damaged ({path} {problem}); it is encoded again");
        }

        return kept ?? Keep(path, inner.Learn(task, cancellation));
    }

    private static IReadOnlyList<EncodedRows> Keep(string path, IReadOnlyList<EncodedRows> learned)
    {
        CheckedFile.Write(path, stream => Write(stream, learned));
        return learned;
    }

    private static void Write(Stream stream, IReadOnlyList<EncodedRows> lists)
    {
        int size = lists[0].FeatureSize, classes = lists[0].Classes;
        Npy.WriteHeader<float>(stream, lists.Sum(list => list.Count), size + classes);
        foreach (EncodedRows list in lists)
        {
            for (int row = 0; row < list.Count; row++)
            {
                stream.Write(MemoryMarshal.AsBytes(list.Features.AsSpan(row * size, size)));
                stream.Write(MemoryMarshal.AsBytes(list.Posteriors.AsSpan(row * classes, classes)));
            }
        }
    }

    private (IReadOnlyList<EncodedRows>? Lists, string? Problem) Read(string path, LearningTask task)
    {
        (NpyArray array, float[] values) = Npy.ReadSingles(path);
        int rows = task.Encoded.Sum(list => list.Count);
        if (array.Shape is not [var count, var width] || count != rows || width <= classes)
        {
            return (null, $"has the shape [{string.Join(", ", array.Shape)}]; it must have {rows} rows of more than {classes} values");
        }

        var lists = new List<EncodedRows>();
        int start = 0;
        foreach (JointRows list in task.Encoded)
        {
            lists.Add(Split(values.AsSpan(start * (int)width, list.Count * (int)width), (int)width - classes));
            start += list.Count;
        }

        return (lists, null);
    }

    private EncodedRows Split(ReadOnlySpan<float> values, int size)
    {
        int count = values.Length / (size + classes);
        float[] features = new float[count * size], posteriors = new float[count * classes];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> both = values.Slice(row * (size + classes), size + classes);
            both[..size].CopyTo(features.AsSpan(row * size));
            both[size..].CopyTo(posteriors.AsSpan(row * classes));
        }

        return new EncodedRows(features, posteriors, size, classes);
    }
}
