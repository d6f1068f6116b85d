using MerExperiments.Features;
using MerExperiments.Runs;

namespace MerExperiments.Reporting.Words;

/// <summary>Says how a run's final numbers were kept from choosing themselves.</summary>
internal static class ProtocolText
{
    /// <summary>The protocol in sentences.</summary>
    public static string Of(RunProtocol protocol)
    {
        string apart = protocol.GroupsApart ? $", no {protocol.Group} in two folds" : "";
        string[] sentences =
        [
            $"Trials, ensemble weights and the mining iteration were chosen on human labels out of fold ({protocol.Folds} stratified folds{apart}).",
            "An ensemble's out-of-fold score is cross-fitted: each fold is predicted with weights chosen on the others.",
            "Pseudo-labels entered only the training part they were mined for, by fits that never trained on that fold's validation part"
                + (protocol.GroupsApart ? $", and never with a {protocol.Group} known to be validated there." : $"; whether a {protocol.Group} of theirs is validated there is not known."),
            Test(protocol, apart),
            .. protocol.NormalisedPerSpeaker ? [Normalisation(true)] : Array.Empty<string>(),
            .. protocol.Babble ? [Babble(protocol)] : Array.Empty<string>(),
            .. protocol.JointModel is { } joint ? JointModel(joint) : [],
        ];
        return string.Join(" ", sentences);
    }

    /// <summary>How features were normalised, in a sentence.</summary>
    public static string Normalisation(bool perSpeaker) =>
        perSpeaker ? $"Features were normalised {PerSpeakerNormalisation.Description}." : "Features were not normalised.";

    private static string Test(RunProtocol protocol, string apart) => protocol.OuterFolds is { } folds
        ? $"Each of {folds} outer folds{apart} was the test part once, for a flow that never saw it; the scores are of all of them together."
        : $"The test part was scored and chose nothing; {Shared(protocol)}.";

    private static string Shared(RunProtocol protocol) => protocol switch
    {
        { TestGroups: null or 0 } => $"its {protocol.Group}s are not known",
        { SharedGroups: null } => $"whether its {protocol.Group}s are in training too is not known",
        { SharedGroups: 0 } => $"none of its {protocol.Group}s is in training",
        _ => $"{protocol.SharedGroups} of its {protocol.TestGroups} {protocol.Group}s are in training too",
    };

    private static string Babble(RunProtocol protocol) => protocol.OuterFolds is null
        ? "Babble was made of other speakers of the same side: test clips of test speakers, all others without them."
        : "Babble was made of all other speakers of the corpus, whichever fold they are in: recordings of test speakers, without labels, stand in the noise of training clips, and the other way round.";

    private static string[] JointModel(FusedJointFeature encoding) =>
    [
        "The joint model was trained on human labels alone, once per fold without the fold's rows, which it then encoded; the pool and the test part have the mean of all folds' "
            + (encoding == FusedJointFeature.HiddenStates ? "hidden states, turned into the first fold's coordinates without labels or test clips." : "posteriors."),
        "As in any stacking, heads trained on features of models that had learned from the labels of their validation part; the test part had no share in anything.",
    ];
}
