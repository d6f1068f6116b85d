using System.Runtime.InteropServices;
using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>A learner whose finished tasks are kept as float32 [rows of all lists, feature size + classes]; such a task is never learned again.</summary>
/// <param name="inner">What learns where nothing is kept yet.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="classes">The number of classes.</param>
public sealed class StoredLearner(IFeatureLearner inner, LearningStore store, int classes) : IFeatureLearner
{
    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">What is kept does not fit the task: it is damaged.</exception>
    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation)
    {
        string path = store.EncodedPathOf(task);
        if (!File.Exists(path))
        {
            IReadOnlyList<EncodedRows> learned = inner.Learn(task, cancellation);
            AtomicFile.Write(path, stream => Write(stream, learned));
        }

        return Read(path, task);
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

    private List<EncodedRows> Read(string path, LearningTask task)
    {
        (NpyArray array, float[] values) = Kept(path);
        int rows = task.Encoded.Sum(list => list.Count);
        if (array.Shape is not [var count, var width] || count != rows || width <= classes)
        {
            throw new InvalidInputException(
                path, $"has the shape [{string.Join(", ", array.Shape)}]; it must have {rows} rows of more than {classes} values; delete it to compute it again");
        }

        var lists = new List<EncodedRows>();
        int start = 0;
        foreach (JointRows list in task.Encoded)
        {
            lists.Add(Split(values.AsSpan(start * (int)width, list.Count * (int)width), (int)width - classes));
            start += list.Count;
        }

        return lists;
    }

    private static (NpyArray Array, float[] Values) Kept(string path)
    {
        try
        {
            return Npy.ReadSingles(path);
        }
        catch (InvalidInputException damaged)
        {
            throw new InvalidInputException([.. damaged.Faults.Select(fault => new Fault(fault.Place, $"{fault.Problem}; delete it to compute it again"))]);
        }
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
