namespace MerExperiments.Media.Transcripts;

/// <summary>The most probable prefixes of a transcript up to one frame, each with the probability of its paths that end in a blank and of those that do not.</summary>
internal sealed class PrefixBeam(int blank, int width)
{
    private const int Root = 0;
    private readonly List<(int Parent, int Token)> _nodes = [(-1, -1)];
    private readonly Dictionary<(int Parent, int Token), int> _children = [];
    private List<(int Prefix, double Blank, double Token)> _beam = [(Root, 0, double.NegativeInfinity)];

    /// <summary>Goes on by one frame of log-probabilities.</summary>
    public void Advance(ReadOnlySpan<float> frame)
    {
        int[] tried = Tried(frame);
        var next = new Dictionary<int, (double Blank, double Token)>();
        foreach ((int prefix, double blankEnd, double tokenEnd) in _beam)
        {
            Add(next, prefix, Sum(blankEnd, tokenEnd) + frame[blank], double.NegativeInfinity);
            int last = _nodes[prefix].Token;
            if (last >= 0)
            {
                Add(next, prefix, double.NegativeInfinity, tokenEnd + frame[last]);
            }

            foreach (int token in tried)
            {
                // A repeat is a new token only after a blank.
                double before = token == last ? blankEnd : Sum(blankEnd, tokenEnd);
                Add(next, Child(prefix, token), double.NegativeInfinity, before + frame[token]);
            }
        }

        _beam = [.. next.Select(entry => (entry.Key, entry.Value.Blank, entry.Value.Token)).OrderByDescending(p => Sum(p.Blank, p.Token)).ThenBy(p => p.Key).Take(width)];
    }

    /// <summary>The tokens of the most probable prefix.</summary>
    public IReadOnlyList<int> Best()
    {
        var tokens = new List<int>();
        for (int node = _beam[0].Prefix; node != Root; node = _nodes[node].Parent)
        {
            tokens.Add(_nodes[node].Token);
        }

        tokens.Reverse();
        return tokens;
    }

    private int[] Tried(ReadOnlySpan<float> frame)
    {
        float[] values = frame.ToArray();
        return [.. Enumerable.Range(0, values.Length).Where(token => token != blank).OrderByDescending(token => values[token]).ThenBy(token => token).Take((2 * width) + 8)];
    }

    private int Child(int prefix, int token)
    {
        if (!_children.TryGetValue((prefix, token), out int child))
        {
            child = _nodes.Count;
            _nodes.Add((prefix, token));
            _children.Add((prefix, token), child);
        }

        return child;
    }

    private static void Add(Dictionary<int, (double Blank, double Token)> next, int prefix, double blankEnd, double tokenEnd)
    {
        if (double.IsNegativeInfinity(blankEnd) && double.IsNegativeInfinity(tokenEnd))
        {
            return;
        }

        (double Blank, double Token) sum = next.TryGetValue(prefix, out (double Blank, double Token) known)
            ? known
            : (double.NegativeInfinity, double.NegativeInfinity);
        next[prefix] = (Sum(sum.Blank, blankEnd), Sum(sum.Token, tokenEnd));
    }

    /// <summary>ln(e^a + e^b).</summary>
    private static double Sum(double a, double b)
    {
        double high = Math.Max(a, b), low = Math.Min(a, b);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
