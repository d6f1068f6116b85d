namespace MerExperiments.Mining;

/// <summary>Judges pseudo-labels by true labels that were kept apart. It is for the report; nothing may be chosen by it.</summary>
/// <param name="PerClass">Every class, in the label set's order.</param>
public sealed record PseudoLabelAudit(IReadOnlyList<ClassAudit> PerClass)
{
    /// <summary>How many were judged.</summary>
    public int Judged => PerClass.Sum(c => c.Judged);

    /// <summary>The share that is right; null where none was judged.</summary>
    public double? Precision => Judged == 0 ? null : (double)PerClass.Sum(c => c.Right) / Judged;

    /// <summary>Judges pseudo-labels, of one fold or of several.</summary>
    /// <param name="pseudoLabels">The pseudo-labels; each counts once.</param>
    /// <param name="truth">The true labels by utterance name; utterances without one are not judged.</param>
    /// <param name="labels">The classes.</param>
    public static PseudoLabelAudit Of(
        IReadOnlyList<PseudoLabel> pseudoLabels, IReadOnlyDictionary<string, string> truth, LabelSet labels) => new(
        [.. labels.Names.Select(label =>
        {
            PseudoLabel[] judged = [.. pseudoLabels.Where(pseudo => pseudo.Label == label && truth.ContainsKey(pseudo.Name))];
            return new ClassAudit(label, judged.Length, judged.Count(pseudo => truth[pseudo.Name] == label));
        })]);
}

/// <summary>How many pseudo-labels of one class were right.</summary>
/// <param name="Label">The class that was given.</param>
/// <param name="Judged">How many of them have a true label.</param>
/// <param name="Right">How many of these match it.</param>
public sealed record ClassAudit(string Label, int Judged, int Right)
{
    /// <summary>The share that is right; null where none was judged.</summary>
    public double? Precision => Judged == 0 ? null : (double)Right / Judged;
}
