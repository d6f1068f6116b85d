using System.Globalization;
using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Loop;

/// <summary>The fold fits of one trial on disk: <c>fold-&lt;f&gt;.onnx</c> (the model) and <c>fold-&lt;f&gt;.npy</c> (its posteriors).</summary>
/// <remarks>The posteriors are float32 [validation + pool + test rows, classes], in that order. The model is written first, so a fold whose
/// posteriors are there is finished. What was damaged since counts as not there. A model of more than 4 MB, as that of a head which holds all training rows,
/// is not kept: whoever needs it fits it again, to the same bytes.</remarks>
/// <param name="trialFolder">The trial's folder.</param>
/// <param name="damaged">Told of what was damaged.</param>
internal sealed class FoldFitStore(string trialFolder, Action<Fault> damaged)
{
    private const int MostModelBytes = 4 << 20;

    private string OutOfFoldPath => Path.Combine(trialFolder, "posteriors.npy");

    /// <summary>Keeps a finished fold fit.</summary>
    /// <exception cref="InvalidOperationException">What the fit says are no class probabilities.</exception>
    public void Save(int fold, FittedHead head, FoldPosteriors posteriors)
    {
        if (posteriors.Flaw() is { } flaw)
        {
            throw new InvalidOperationException($"the posteriors of fold {fold} {flaw}");
        }

        if (head.Size <= MostModelBytes)
        {
            head.Save(ModelPath(fold));
        }

        float[] values = [.. posteriors.Validation.Values, .. posteriors.Pool.Values, .. posteriors.Test.Values];
        int classes = head.Labels.Count;
        CheckedFile.Write(PosteriorsPath(fold), stream => Npy.Write<float>(stream, values, values.Length / classes, classes));
    }

    /// <summary>Reads a fold's posteriors; null where the fold is not finished, or its file is damaged.</summary>
    public FoldPosteriors? Find(int fold, SplitFeatures data)
    {
        string path = PosteriorsPath(fold);
        if (!File.Exists(path))
        {
            return null;
        }

        (FoldPosteriors? posteriors, string? problem) = CheckedFile.Damage(path) is { } damage ? (null, damage) : Read(path, fold, data);
        if (problem is not null)
        {
            damaged(new Fault(path, problem));
        }

        return posteriors;
    }

    /// <summary>Reads a fold's model; null where it was not kept, was deleted or is damaged.</summary>
    public FittedHead? FindModel(int fold)
    {
        string path = ModelPath(fold);
        if (!File.Exists(path))
        {
            return null;
        }

        if (CheckedFile.Damage(path) is not { } problem)
        {
            return FittedHead.Load(path);
        }

        damaged(new Fault(path, problem));
        return null;
    }

    /// <summary>Keeps the posteriors out of fold, for whoever reads the run; nothing in the flow does. Nothing is written where they are whole.</summary>
    public void Keep(Posteriors outOfFold)
    {
        if (CheckedFile.DamageOf(OutOfFoldPath) is { } fault)
        {
            damaged(fault);
        }

        float[] values = outOfFold.Values.ToArray();
        CheckedFile.WriteOnce(OutOfFoldPath, stream => Npy.Write<float>(stream, values, outOfFold.Count, outOfFold.Labels.Count));
    }

    /// <summary>Deletes the models of a folder's trials, once they are exported or can no longer be members. The posteriors stay.</summary>
    public static void DropModelsBelow(string folder)
    {
        foreach (string model in Directory.EnumerateFiles(folder, "fold-*.onnx", SearchOption.AllDirectories))
        {
            CheckedFile.Delete(model);
        }
    }

    private static (FoldPosteriors? Posteriors, string? Problem) Read(string path, int fold, SplitFeatures data)
    {
        int[] rows = data.ValidationRows(fold);
        int classes = data.Labels.Count, expected = rows.Length + data.PoolNames.Count + data.TestNames.Count;
        (NpyArray array, float[] values) = Npy.ReadSingles(path);
        if (array.Shape is not [var n, var c] || n != expected || c != classes)
        {
            return (null, $"has the shape [{string.Join(", ", array.Shape)}]; it must be [{expected}, {classes}]");
        }

        int pool = rows.Length * classes, test = pool + (data.PoolNames.Count * classes);
        var posteriors = new FoldPosteriors(
            new Posteriors([.. rows.Select(row => data.LabelledNames[row])], data.Labels, values[..pool]),
            new Posteriors(data.PoolNames, data.Labels, values[pool..test]),
            new Posteriors(data.TestNames, data.Labels, values[test..]));
        return posteriors.Flaw() is { } flaw ? (null, $"holds posteriors that {flaw}") : (posteriors, null);
    }

    private string ModelPath(int fold) => Path.Combine(trialFolder, string.Create(CultureInfo.InvariantCulture, $"fold-{fold}.onnx"));

    private string PosteriorsPath(int fold) => Path.Combine(trialFolder, string.Create(CultureInfo.InvariantCulture, $"fold-{fold}.npy"));
}
