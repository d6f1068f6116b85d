namespace MerExperiments.Mining;

/// <summary>The posteriors of all voters over one pool, row by row aligned by name; voters in the ordinal order of their names.</summary>
internal sealed class Ballot
{
    private readonly VoterPosteriors[] _voters;
    private readonly Dictionary<string, int>[] _rows;

    public Ballot(IReadOnlyList<VoterPosteriors> voters)
    {
        if (voters.Count == 0 || voters.Select(voter => voter.Voter).Distinct(StringComparer.Ordinal).Count() != voters.Count)
        {
            string names = string.Join(", ", voters.Select(voter => voter.Voter));
            throw new ArgumentException($"the voters are [{names}]; there must be one or more, of different names", nameof(voters));
        }

        _voters = [.. voters.OrderBy(voter => voter.Voter, StringComparer.Ordinal)];
        _rows = Array.ConvertAll(_voters, RowsOf);
        foreach (VoterPosteriors other in _voters)
        {
            RequireSamePool(other);
        }
    }

    public LabelSet Labels => _voters[0].Pool.Labels;

    public IEnumerable<Candidate> Candidates() => _voters[0].Pool.Names.Select(CandidateFor);

    public IReadOnlyList<Vote> VotesOn(string name) => [.. _voters.Select((voter, v) =>
    {
        int row = _rows[v][name];
        int chosen = voter.Pool.PredictedIndex(row);
        return new Vote(voter.Voter, Labels[chosen], voter.Pool[row][chosen]);
    })];

    private Candidate CandidateFor(string name)
    {
        int[] votes = new int[Labels.Count];
        double[] mean = new double[Labels.Count];
        for (int v = 0; v < _voters.Length; v++)
        {
            int row = _rows[v][name];
            votes[_voters[v].Pool.PredictedIndex(row)]++;
            for (int c = 0; c < mean.Length; c++)
            {
                mean[c] += _voters[v].Pool[row][c] / (double)_voters.Length;
            }
        }

        int best = Enumerable.Range(0, votes.Length).MaxBy(c => (votes[c], mean[c]));
        return new Candidate(name, best, (double)votes[best] / _voters.Length, mean[best]);
    }

    private static Dictionary<string, int> RowsOf(VoterPosteriors voter)
    {
        Dictionary<string, int> rows = new(StringComparer.Ordinal);
        foreach ((int row, string name) in voter.Pool.Names.Index())
        {
            if (!rows.TryAdd(name, row))
            {
                throw new ArgumentException($"voter {voter.Voter} has two rows named \"{name}\"; a pool names each utterance once", nameof(voter));
            }
        }

        return rows;
    }

    private void RequireSamePool(VoterPosteriors other)
    {
        if (!other.Pool.Labels.Equals(Labels))
        {
            throw new ArgumentException($"voter {other.Voter} has the classes [{other.Pool.Labels}]; the others have [{Labels}]", nameof(other));
        }

        if (other.Pool.Count != _rows[0].Count || other.Pool.Names.Any(name => !_rows[0].ContainsKey(name)))
        {
            throw new ArgumentException($"voters {other.Voter} and {_voters[0].Voter} speak of different pool utterances", nameof(other));
        }
    }
}

/// <summary>The class that most voters chose for one pool utterance.</summary>
/// <param name="Name">The utterance.</param>
/// <param name="Class">The index of the class.</param>
/// <param name="Agreement">The share of voters that chose it.</param>
/// <param name="Confidence">Its mean posterior over all voters.</param>
internal sealed record Candidate(string Name, int Class, double Agreement, double Confidence);
