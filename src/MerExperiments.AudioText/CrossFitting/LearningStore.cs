using System.Globalization;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Where what is learned lies: a folder per set of training rows and, in it, a file per set of rows encoded. Both are named by all that decides their
/// bytes, so that nothing is learned or encoded twice, by whatever run.</summary>
/// <param name="root">The store's folder.</param>
/// <param name="settings">All that decides what is learned apart from the rows: options, initial weights, seed, device, version of the code.</param>
/// <param name="keyOf">What names the content of a frame table, such as its folder in a feature store.</param>
public sealed class LearningStore(string root, string settings, Func<FrameTable, string> keyOf)
{
    private const int Digits = 16;

    /// <summary>The folder of what is learned from the given rows; it need not exist.</summary>
    public string FolderOf(JointRows training) => Path.Combine(root, Hash([settings, .. Describe(training, withLabels: true)]));

    /// <summary>Where, in such a folder, the trained model lies.</summary>
    public static string ModelIn(string folder) => Path.Combine(folder, "model");

    /// <summary>The file of what a task's model says of the rows that the task encodes.</summary>
    public string EncodedPathOf(LearningTask task) =>
        Path.Combine(FolderOf(task.Training), $"encoded-{Hash(task.Encoded.SelectMany(rows => Describe(rows, withLabels: false)))}.npy");

    private IEnumerable<string> Describe(JointRows rows, bool withLabels) =>
    [
        keyOf(rows.Frames),
        .. Enumerable.Range(0, rows.Count).Select(row => string.Join(
            '\u001f', rows.Names[row], rows.Texts[row] ?? "\u0000", withLabels ? Learned(rows, row) : "")),
    ];

    private static string Learned(JointRows rows, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows.Labels[row]}\u001f{rows.Weights[row]:R}\u001f{rows.Speakers[row] ?? "\u0000"}");

    private static string Hash(IEnumerable<string> lines) =>
        ContentHash.Of(string.Join('\u001e', lines))[..Digits];
}
