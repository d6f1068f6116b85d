using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>Names a folder of prepared signals by everything that decides its bytes.</summary>
/// <param name="Kind">What is prepared: <c>sound</c>, <c>faces</c>, <c>speech</c>.</param>
/// <param name="Settings">Each setting and model hash that has a share in it, and a number that changes when the code does.</param>
internal sealed record PreparationKey(string Kind, params IReadOnlyList<string> Settings)
{
    /// <summary>The folder's path below <c>datasets/prepared</c>: the kind and 16 digits of the hash.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="corpus">The corpus.</param>
    /// <param name="pathOf">The media file of an utterance that is read, or null.</param>
    /// <param name="run">How; hashing reads every media file that is new.</param>
    public string FolderIn(Workspace workspace, Corpus corpus, Func<Utterance, string?> pathOf, PreparationRun run)
    {
        string media = MediaHash.Of([.. corpus.Utterances.Select(pathOf)], workspace.Features, run.Workers, run.Cancellation);
        string names = string.Join('\u001f', corpus.Utterances.Select(u => $"{u.Name}\u001e{u.Speaker}"));
        string hash = ContentHash.Of(string.Join('\n', [Kind, .. Settings, names, media]));
        return Path.Combine(workspace.Prepared, $"{Kind}-{hash[..16]}");
    }
}
