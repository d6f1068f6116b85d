using MerExperiments.Settings;

namespace MerExperiments.Corpora;

/// <summary>Reads the names, parts, labels, transcripts and media paths of a corpus; it opens no media file.</summary>
/// <remarks>What a reader returns is checked: names are unique and hold no path separator, every label is in the label set, labelled and test
/// utterances have a label and pool utterances none, and media paths are absolute. A media file that does not exist keeps its path; whoever
/// opens it quarantines it. Reading twice gives the same corpus.</remarks>
public interface ICorpusReader
{
    /// <summary>Reads the corpus.</summary>
    /// <exception cref="InvalidInputException">All faults at once, each with file and row.</exception>
    Corpus Read(CancellationToken cancellation = default);
}

/// <summary>The rule that the classes of every corpus' options keep.</summary>
internal static class LabelRule
{
    /// <summary>What is wrong with names of classes: see <see cref="LabelSet"/>.</summary>
    public static IEnumerable<BrokenRule> Broken(IEnumerable<string>? labels) =>
        LabelSet.ProblemsOf(labels).Select(problem => new BrokenRule("labels", $"holds a class that {problem}"));
}
