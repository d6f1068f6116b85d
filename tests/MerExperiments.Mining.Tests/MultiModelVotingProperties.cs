using System.Text.Json;
using CsCheck;

namespace MerExperiments.Mining.Tests;

public sealed class MultiModelVotingProperties
{
    private static readonly Gen<VotingOptions> Options =
        Gen.Select(Gen.Double[0.5, 1], Gen.Double[0, 0.7], Gen.Bool, Gen.Double[0.1, 3]).Select((agreement, confidence, balance, share) =>
            new VotingOptions { MinimumAgreement = agreement, MinimumConfidence = confidence, ClassBalance = balance, MaximumShare = share });

    private static readonly Gen<VotingRound> Round = Gen.Int[0, 8].Array[3].Select(counts => new VotingRound(1, 0, counts));

    [Fact]
    public void Vote_Any_LabelsNoNameTwice() =>
        Gen.Select(Pools.Any, Options, Round).Sample((voters, options, round) =>
            MultiModelVoting.Vote(voters, options, round).Select(label => label.Name).CountBy(name => name).All(pair => pair.Value == 1));

    [Fact]
    public void Vote_Any_KeepsThresholdsAndQuotas() =>
        Gen.Select(Pools.Any, Options, Round).Sample((voters, options, round) =>
        {
            IReadOnlyList<PseudoLabel> labels = MultiModelVoting.Vote(voters, options, round);
            int[] quotas = options.ClassBalance
                ? Quota.PerClass(round.LabelledPerClass, options.MaximumShare)
                : [.. Enumerable.Repeat(Quota.InAll(round.LabelledPerClass, options.MaximumShare), 3)];
            return labels.Count <= Quota.InAll(round.LabelledPerClass, options.MaximumShare)
                && labels.All(label => label.Agreement >= options.MinimumAgreement && label.Confidence >= options.MinimumConfidence)
                && labels.CountBy(label => label.Label).All(pair => pair.Value <= quotas[Pools.Labels.IndexOf(pair.Key)]);
        });

    [Fact]
    public void Vote_HigherConfidenceAsked_AddsNothing() =>
        Gen.Select(Pools.Any, Options, Round, Gen.Double[0, 0.3]).Sample((voters, options, round, more) => IsSubset(
            MultiModelVoting.Vote(voters, options with { MinimumConfidence = options.MinimumConfidence + more }, round),
            MultiModelVoting.Vote(voters, options, round)));

    [Fact]
    public void Vote_HigherAgreementAskedWithQuotasToSpare_AddsNothing() =>
        Gen.Select(Pools.Any, Options, Gen.Double[0, 1]).Sample((voters, options, more) => IsSubset(
            MultiModelVoting.Vote(
                voters, options with { MinimumAgreement = options.MinimumAgreement + (more * (1 - options.MinimumAgreement)) }, Pools.Round),
            MultiModelVoting.Vote(voters, options, Pools.Round)));

    [Fact]
    public void Vote_VotersAndRowsInOtherOrders_GivesTheSame() =>
        Gen.Select(Pools.Any, Options, Round, Gen.Int[0, 1000]).Sample((voters, options, round, shuffle) =>
        {
            Random random = new NamedSeed((ulong)shuffle).ToRandom();
            VoterPosteriors[] shuffled = [.. voters.Select(voter => voter with { Pool = Shuffled(voter.Pool, random) })];
            random.Shuffle(shuffled);
            return Written(MultiModelVoting.Vote(voters, options, round)) == Written(MultiModelVoting.Vote(shuffled, options, round));
        });

    private static Posteriors Shuffled(Posteriors posteriors, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, posteriors.Count)];
        random.Shuffle(rows);
        return posteriors.Select(rows);
    }

    private static bool IsSubset(IReadOnlyList<PseudoLabel> fewer, IReadOnlyList<PseudoLabel> more) =>
        fewer.Select(label => (label.Name, label.Label)).ToHashSet().IsSubsetOf(more.Select(label => (label.Name, label.Label)));

    private static string Written(IReadOnlyList<PseudoLabel> labels) => JsonSerializer.Serialize(labels);
}
