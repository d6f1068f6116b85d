using System.Globalization;
using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>The fold fits of one trial on disk: <c>fold-&lt;f&gt;.onnx</c> (the model) and <c>fold-&lt;f&gt;.npy</c> (its posteriors).</summary>
/// <remarks>The posteriors are float32 [validation + pool + test rows, classes], in that order. The model is written first, so a fold whose
/// posteriors are there is finished.</remarks>
/// <param name="trialFolder">The trial's folder.</param>
public sealed class FoldFitStore(string trialFolder)
{
    /// <summary>The file of a fold's model.</summary>
    public string ModelPath(int fold) => Path.Combine(trialFolder, string.Create(CultureInfo.InvariantCulture, $"fold-{fold}.onnx"));

    /// <summary>Whether a fold was finished.</summary>
    public bool Has(int fold) => File.Exists(PosteriorsPath(fold));

    /// <summary>Keeps a finished fold fit.</summary>
    public void Save(int fold, FittedHead head, FoldPosteriors posteriors)
    {
        head.Save(ModelPath(fold));
        float[] values = [.. posteriors.Validation.Values, .. posteriors.Pool.Values, .. posteriors.Test.Values];
        int classes = head.Labels.Count;
        AtomicFile.Write(PosteriorsPath(fold), stream => Npy.Write<float>(stream, values, values.Length / classes, classes));
    }

    /// <summary>Reads a fold's posteriors.</summary>
    /// <exception cref="InvalidInputException">The file does not fit the data: it is of another run, or damaged.</exception>
    public FoldPosteriors Load(int fold, FlowData data)
    {
        int[] rows = data.ValidationRows(fold);
        int classes = data.Labels.Count;
        (NpyArray array, float[] values) = Npy.ReadSingles(PosteriorsPath(fold));
        int expected = rows.Length + data.PoolNames.Count + data.TestNames.Count;
        if (array.Shape is not [var n, var c] || n != expected || c != classes)
        {
            throw new InvalidInputException(
                PosteriorsPath(fold), $"has the shape [{string.Join(", ", array.Shape)}]; it must be [{expected}, {classes}]; delete it to compute it again");
        }

        int pool = rows.Length * classes, test = pool + (data.PoolNames.Count * classes);
        return new FoldPosteriors(
            new Posteriors([.. rows.Select(row => data.LabelledNames[row])], data.Labels, values[..pool]),
            new Posteriors(data.PoolNames, data.Labels, values[pool..test]),
            new Posteriors(data.TestNames, data.Labels, values[test..]));
    }

    /// <summary>Deletes the models of a folder's trials, once they are exported or can no longer be members. The posteriors stay.</summary>
    public static void DropModelsBelow(string folder)
    {
        foreach (string model in Directory.EnumerateFiles(folder, "fold-*.onnx", SearchOption.AllDirectories))
        {
            File.Delete(model);
        }
    }

    private string PosteriorsPath(int fold) => Path.Combine(trialFolder, string.Create(CultureInfo.InvariantCulture, $"fold-{fold}.npy"));
}
