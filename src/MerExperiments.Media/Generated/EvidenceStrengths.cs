namespace MerExperiments.Media.Generated;

/// <summary>How well each modality of the generated corpus tells each emotion: the one place to tune its difficulty.</summary>
/// <remarks>
/// <para>In an utterance of true class c each modality independently *expresses* one emotion, drawn from row c of its table (rows and columns in
/// the order neutral, angry, happy, sad, worried, surprise; each row sums to 1). The diagonal is the strength; what is beside it is how the
/// modality misleads. Audio keeps arousal and loses valence: angry, happy and surprise pass for one another, so do sad, worried and neutral.
/// Text keeps valence and loses arousal. The face tells the clear expressions and takes worried for angry or sad. So the errors of one modality
/// are the ones another can mend, and no modality alone suffices.</para>
/// <para>The signals are drawn from the expressed emotion with an intensity and a large spread of their own, so a classifier of one modality stays
/// below the diagonal. Any change here changes the corpus: raise <see cref="GeneratorVersion"/>.</para>
/// </remarks>
internal static class EvidenceStrengths
{
    /// <summary>Raised whenever anything changes the bytes a seed gives; part of the stamp of a corpus on disk.</summary>
    public const int GeneratorVersion = 1;

    /// <summary>Share of labelled utterances whose label is another class than the true one. Test labels are clean.</summary>
    public const double LabelNoise = 0.05;

    /// <summary>Share of clips without sound.</summary>
    public const double SilentClips = 0.03;

    /// <summary>Share of clips without a face.</summary>
    public const double FacelessClips = 0.04;

    /// <summary>Share of empty transcripts.</summary>
    public const double EmptyTranscripts = 0.04;

    /// <summary>Intensity of an expression: uniform between these; 1 is the table value of every signal parameter.</summary>
    public const double LeastIntensity = 0.7, GreatestIntensity = 1.3;

    /// <summary>Spread of a speaker's and of an utterance's voice parameters, in units of the shift that a full emotion makes.</summary>
    public const double VoiceSpeakerSpread = 0.25, VoiceUtteranceSpread = 0.22;

    /// <summary>Spread of a face's resting shape and of one clip's expression, in units of a full expression.</summary>
    public const double FaceIdentitySpread = 0.18, FaceClipSpread = 0.18;

    /// <summary>The chance that a clause holds a word of the expressed emotion; other clauses are fillers.</summary>
    public const double TintedClause = 0.85;

    /// <summary>The chance that a tinted word comes from the words shared by all emotions of the same valence.</summary>
    public const double SharedWord = 0.15;

    /// <summary>Labelled class counts of MER2024: the prior of every part.</summary>
    public static readonly double[] Prior = [1248, 1208, 1038, 730, 616, 190];

    /// <summary>What the voice expresses, given the true class.</summary>
    public static readonly double[][] Audio =
    [
        [0.80, 0.01, 0.02, 0.09, 0.07, 0.01],
        [0.02, 0.79, 0.11, 0.01, 0.03, 0.04],
        [0.04, 0.12, 0.76, 0.01, 0.02, 0.05],
        [0.10, 0.01, 0.01, 0.76, 0.11, 0.01],
        [0.10, 0.03, 0.02, 0.12, 0.71, 0.02],
        [0.01, 0.10, 0.12, 0.01, 0.02, 0.74],
    ];

    /// <summary>What the words express, given the true class.</summary>
    public static readonly double[][] Text =
    [
        [0.80, 0.03, 0.07, 0.03, 0.05, 0.02],
        [0.05, 0.76, 0.02, 0.07, 0.09, 0.01],
        [0.08, 0.01, 0.82, 0.01, 0.02, 0.06],
        [0.04, 0.08, 0.02, 0.76, 0.09, 0.01],
        [0.05, 0.08, 0.01, 0.09, 0.75, 0.02],
        [0.09, 0.04, 0.13, 0.01, 0.05, 0.68],
    ];

    /// <summary>What the face expresses, given the true class.</summary>
    public static readonly double[][] Face =
    [
        [0.82, 0.05, 0.03, 0.06, 0.03, 0.01],
        [0.06, 0.77, 0.01, 0.04, 0.10, 0.02],
        [0.06, 0.01, 0.85, 0.01, 0.01, 0.06],
        [0.12, 0.04, 0.01, 0.75, 0.07, 0.01],
        [0.09, 0.10, 0.01, 0.11, 0.66, 0.03],
        [0.03, 0.03, 0.09, 0.01, 0.06, 0.78],
    ];
}
