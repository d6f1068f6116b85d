using System.Globalization;

namespace MerExperiments.Mining;

/// <summary>Gives pool utterances the label that several models agree on.</summary>
/// <remarks>Each voter votes for its most probable class; the class with the most votes is the candidate label (with equal votes the one with the
/// higher mean posterior, then the first). A candidate must pass the agreement and the confidence threshold; those that do are ranked by
/// confidence, then name, and the quota takes the first. Raising a confidence threshold never adds a label; raising the agreement
/// threshold may let one move up into a quota that was full. The outcome does not depend on the order of voters or rows.</remarks>
public static class MultiModelVoting
{
    /// <summary>The pseudo-labels of one fold and iteration, by name in ordinal order; at most one a name.</summary>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There is no voter, two have one name, they disagree on classes or utterances, or the
    /// counts do not fit the classes.</exception>
    public static IReadOnlyList<PseudoLabel> Vote(IReadOnlyList<VoterPosteriors> voters, VotingOptions options, VotingRound round)
    {
        var ballot = new Ballot(voters);
        InvalidInputException.ThrowIfAny(options.Faults("mining", ballot.Labels));
        if (round.LabelledPerClass.Count != ballot.Labels.Count)
        {
            throw new ArgumentException(
                $"{round.LabelledPerClass.Count} counts for {ballot.Labels.Count} classes; there must be as many", nameof(round));
        }

        IEnumerable<Candidate> passed = ballot.Candidates().Where(candidate => Passes(candidate, ballot.Labels, options));
        IEnumerable<PseudoLabel> labels = options.ClassBalance
            ? InClassQuotas(passed, ballot, options, round)
            : InOneQuota(passed, ballot, options, round);
        return [.. labels.OrderBy(label => label.Name, StringComparer.Ordinal)];
    }

    private static bool Passes(Candidate candidate, LabelSet labels, VotingOptions options) =>
        candidate.Agreement >= options.MinimumAgreement && candidate.Confidence >= options.ConfidenceFor(labels[candidate.Class]);

    private static IEnumerable<PseudoLabel> InClassQuotas(
        IEnumerable<Candidate> passed, Ballot ballot, VotingOptions options, VotingRound round)
    {
        int[] quotas = Quota.PerClass(round.LabelledPerClass, options.MaximumShare);
        return passed.GroupBy(candidate => candidate.Class).SelectMany(ofClass => Ranked(ofClass)
            .Take(quotas[ofClass.Key])
            .Select((candidate, i) => Admit(candidate, ballot, options, round, $"rank {i + 1} of quota {quotas[ofClass.Key]}")));
    }

    private static IEnumerable<PseudoLabel> InOneQuota(IEnumerable<Candidate> passed, Ballot ballot, VotingOptions options, VotingRound round)
    {
        int quota = Quota.InAll(round.LabelledPerClass, options.MaximumShare);
        return Ranked(passed.Where(candidate => round.LabelledPerClass[candidate.Class] > 0))
            .Take(quota)
            .Select((candidate, i) => Admit(candidate, ballot, options, round, $"rank {i + 1} of quota {quota} in all"));
    }

    private static IEnumerable<Candidate> Ranked(IEnumerable<Candidate> candidates) => candidates
        .OrderByDescending(candidate => candidate.Confidence)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal);

    private static PseudoLabel Admit(Candidate candidate, Ballot ballot, VotingOptions options, VotingRound round, string rank)
    {
        string label = ballot.Labels[candidate.Class];
        return new PseudoLabel
        {
            Name = candidate.Name,
            Label = label,
            Iteration = round.Iteration,
            Fold = round.Fold,
            Agreement = candidate.Agreement,
            Confidence = candidate.Confidence,
            Rule = RuleOf(candidate, options.MinimumAgreement, options.ConfidenceFor(label), rank),
            Votes = ballot.VotesOn(candidate.Name),
        };
    }

    private static string RuleOf(Candidate candidate, double leastAgreement, double leastConfidence, string rank) => string.Create(
        CultureInfo.InvariantCulture,
        $"agreement {candidate.Agreement:0.####} >= {leastAgreement}; confidence {candidate.Confidence:0.####} >= {leastConfidence}; {rank}");
}

/// <summary>For which fold of which mining iteration is voted, and how many human labels that fold trains on.</summary>
/// <param name="Iteration">The mining iteration, 1 or more.</param>
/// <param name="Fold">The fold whose training part the labels enter. No voter may have trained on its validation part.</param>
/// <param name="LabelledPerClass">The human-labelled utterances in that training part, by class, in the label set's order.</param>
public sealed record VotingRound(int Iteration, int Fold, IReadOnlyList<int> LabelledPerClass);

/// <summary>What one voter says of the pool.</summary>
/// <param name="Voter">Its name: the id of the trial whose model votes; different from the others', without <c>=</c> and <c>;</c>.</param>
/// <param name="Pool">Its calibrated posteriors. The voters' rows may be in different orders, but name the same utterances.</param>
public sealed record VoterPosteriors(string Voter, Posteriors Pool);
