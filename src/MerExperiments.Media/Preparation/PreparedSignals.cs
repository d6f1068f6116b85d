using MerExperiments.Corpora;
using MerExperiments.Runs;

namespace MerExperiments.Media.Preparation;

/// <summary>Puts prepared signals in the place of a corpus's own.</summary>
internal static class PreparedSignals
{
    /// <summary>The corpus with each utterance's prepared signal. One that could not be prepared is listed and keeps the reason, with
    /// which an encoder quarantines it: it is not an utterance that never had the modality.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="folder">The folder of prepared signals.</param>
    /// <param name="clips">What the folder holds, in the corpus's order.</param>
    /// <param name="step">What the list of quarantined files calls the step.</param>
    /// <param name="pathOf">The signal an utterance had.</param>
    /// <param name="with">The utterance with another signal, or with the reason why it has none.</param>
    public static PreparedCorpus Replace(
        Corpus corpus,
        PreparedFolder folder,
        IReadOnlyList<PreparedClip> clips,
        string step,
        Func<Utterance, string?> pathOf,
        Func<Utterance, string?, string?, Utterance> with)
    {
        IEnumerable<Utterance> utterances = corpus.Utterances.Zip(clips, (utterance, clip) =>
            clip.File.Length > 0 ? with(utterance, folder.PathOf(clip.File), null)
            : clip.Reason.Length > 0 ? with(utterance, pathOf(utterance), clip.Reason)
            : utterance);
        IEnumerable<QuarantinedFile> refused =
            from pair in corpus.Utterances.Zip(clips)
            where pair.Second.Reason.Length > 0
            select new QuarantinedFile(pair.First.Name, step, corpus.Shown(pathOf(pair.First)!), pair.Second.Reason);
        return new PreparedCorpus(corpus.With(utterances), [folder.Path], [.. refused]);
    }
}
