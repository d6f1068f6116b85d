using MerExperiments.Evaluation;

namespace MerExperiments.Reporting.Words;

/// <summary>One thing a reader must know before trusting a number.</summary>
/// <param name="Kind">How to take it.</param>
/// <param name="Text">What it says.</param>
public sealed record Note(NoteKind Kind, string Text)
{
    /// <summary>The note of a paired test. Its kind is the verdict, and the text does not repeat it.</summary>
    public static Note Of(PairedComparison test, string text) => new(
        test.Verdict switch
        {
            Verdict.Better => NoteKind.Better,
            Verdict.Worse => NoteKind.Worse,
            _ => NoteKind.NotShown,
        },
        text);
}

/// <summary>How a reader should take a note. Notes stand in this order.</summary>
public enum NoteKind
{
    /// <summary>A test shows that something is better.</summary>
    Better,

    /// <summary>A test shows that something is worse.</summary>
    Worse,

    /// <summary>A test shows no difference.</summary>
    NotShown,

    /// <summary>Something that weakens what the page says.</summary>
    Caution,

    /// <summary>How the numbers came about.</summary>
    Method,
}
