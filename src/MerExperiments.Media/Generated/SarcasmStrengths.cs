namespace MerExperiments.Media.Generated;

/// <summary>How hard the task <see cref="GeneratedTask.Sarcasm"/> and its control are: the one place to tune it.</summary>
/// <remarks>
/// <para>An utterance is two or three clauses in any order. One is evaluative: its words express an emotion; the others tell nothing. One is drawn out, low, flat and
/// breathy, for speakers drawl for many reasons: by the toss of a coin the evaluative clause, which is then ironic and means another emotion than it says, or one of the
/// others. So the label is an interaction of three facts: what the words express, which clause expresses it, and which clause drawls. Any two of them tell no more
/// than the words alone, and neither does how much of a clip drawls: it is always one clause.</para>
/// <para>All classes are equally common, so words alone are right half of the time and sound alone a sixth of it. The drawl is not perfectly told: speaker, utterance
/// and clause each have a spread of their own. Any change here changes the corpus: raise <see cref="GeneratorVersion"/>.</para>
/// </remarks>
internal static class SarcasmStrengths
{
    /// <summary>Raised whenever anything changes the bytes a seed gives for these two tasks.</summary>
    public const int GeneratorVersion = 5;

    /// <summary>Clauses of an utterance.</summary>
    public const int FewestClauses = 2, MostClauses = 3;

    /// <summary>The chance that the clause that drawls is the evaluative one.</summary>
    public const double Ironic = 0.5;

    /// <summary>The chance that the evaluative words are those of an emotion drawn at random: nobody says exactly what is meant.</summary>
    public const double MisleadingWords = 0.05;

    /// <summary>Spread of a clause's own delivery, in units of the shift that a full emotion makes.</summary>
    public const double ClauseSpread = 0.12;

    /// <summary>Samples of the pause between two clauses, uniform between these.</summary>
    public const double ShortestPause = 2_000, LongestPause = 5_600;

    /// <summary>What an emotion's words mean when they are said ironically, in the order of <see cref="Emotion"/>. One cycle through all six: no word
    /// keeps its meaning, and no two emotions share both of theirs.</summary>
    private static readonly Emotion[] Ironically =
        [Emotion.Worried, Emotion.Surprise, Emotion.Angry, Emotion.Neutral, Emotion.Happy, Emotion.Sad];

    /// <summary>What words of an emotion mean.</summary>
    public static Emotion Meant(Emotion said, bool ironic) => ironic ? Ironically[(int)said] : said;

    /// <summary>Whose words are said to mean an emotion.</summary>
    public static Emotion Said(Emotion meant, bool ironic) => ironic ? (Emotion)Array.IndexOf(Ironically, meant) : meant;
}
