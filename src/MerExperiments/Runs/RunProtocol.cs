namespace MerExperiments.Runs;

/// <summary>The facts of how a run's final numbers were kept from choosing themselves, as <c>metrics.json</c> holds them.</summary>
/// <remarks>In every run trials, ensemble weights and the mining iteration are chosen on human labels out of fold, and pseudo-labels enter only the
/// training part they were mined for. What differs between runs stands here.</remarks>
public sealed record RunProtocol
{
    /// <summary>The number of stratified folds on which everything was chosen.</summary>
    public required int Folds { get; init; }

    /// <summary>What utterances are kept apart by: <c>speaker</c>, or what else the corpus groups by.</summary>
    public required string Group { get; init; }

    /// <summary>Whether no group stands in two folds.</summary>
    public required bool GroupsApart { get; init; }

    /// <summary>The number of outer folds, each the test part once; null where the corpus has a test part of its own.</summary>
    public int? OuterFolds { get; init; }

    /// <summary>The groups of the corpus's own test part; null with outer folds, 0 where none is known.</summary>
    public int? TestGroups { get; init; }

    /// <summary>How many of <see cref="TestGroups"/> stand in training too; null with outer folds, and where that cannot be told because training utterances name no group.</summary>
    public int? SharedGroups { get; init; }

    /// <summary>Whether features were normalised per speaker, without labels, test utterances included.</summary>
    public bool NormalisedPerSpeaker { get; init; }

    /// <summary>Whether voices of other utterances of the corpus were mixed into the sound.</summary>
    public bool Babble { get; init; }

    /// <summary>What late fusion had of the joint Audio-Text model, which was trained on human labels alone, once per fold without the fold's rows;
    /// null where the run has no joint model.</summary>
    public FusedJointFeature? JointModel { get; init; }
}

/// <summary>What late fusion reads of the joint Audio-Text model.</summary>
public enum FusedJointFeature
{
    /// <summary>Class probabilities; the pool and the test part have the mean of all folds' models.</summary>
    Posteriors,

    /// <summary>Hidden states; the pool and the test part have the mean of all folds', in the first fold's coordinates.</summary>
    HiddenStates,
}
