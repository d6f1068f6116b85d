namespace MerExperiments.Media.Generated;

/// <summary>How hard the task <see cref="GeneratedTask.Sarcasm"/> and its control are: the one place to tune it.</summary>
/// <remarks>
/// <para>An utterance is two or three clauses. One is evaluative: its words express an emotion. The others tell nothing. Every clause is delivered
/// plainly or ironically (drawn out, low, flat, breathy), by the toss of a coin, each on its own: speakers drawl for many reasons. Only the delivery
/// of the evaluative clause turns its emotion into another one, as only stress on the word that judges makes a judgement ironic.
/// So the label is an interaction of three facts: what the words express, which clause expresses it, and how that clause is said.</para>
/// <para>All classes are equally common, so words alone are right half of the time and sound alone a sixth of it. Any change here changes the
/// corpus: raise <see cref="GeneratorVersion"/>.</para>
/// </remarks>
internal static class SarcasmStrengths
{
    /// <summary>Raised whenever anything changes the bytes a seed gives for these two tasks.</summary>
    public const int GeneratorVersion = 1;

    /// <summary>Clauses of an utterance.</summary>
    public const int FewestClauses = 2, MostClauses = 3;

    /// <summary>The chance that the evaluative clause, and each other clause, is delivered ironically.</summary>
    public const double Ironic = 0.5, StrayIrony = 0.5;

    /// <summary>The chance that the evaluative words are those of an emotion drawn at random: nobody says exactly what is meant.</summary>
    public const double MisleadingWords = 0.05;

    /// <summary>Spread of a clause's own delivery, in units of the shift that a full emotion makes.</summary>
    public const double ClauseSpread = 0.2;

    /// <summary>Samples of the pause between two clauses, uniform between these.</summary>
    public const double ShortestPause = 2_000, LongestPause = 5_600;

    /// <summary>What an emotion's words mean when they are said ironically, in the order of <see cref="Emotion"/>; each turns back into itself
    /// when turned twice, and none stays.</summary>
    private static readonly Emotion[] Turned =
        [Emotion.Worried, Emotion.Happy, Emotion.Angry, Emotion.Surprise, Emotion.Neutral, Emotion.Sad];

    /// <summary>What is meant, or what must be said to mean it: the two are one another's inverse.</summary>
    public static Emotion Turn(Emotion emotion, bool ironic) => ironic ? Turned[(int)emotion] : emotion;
}
