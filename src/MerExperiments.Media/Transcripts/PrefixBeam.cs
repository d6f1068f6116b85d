namespace MerExperiments.Media.Transcripts;

/// <summary>The most probable prefixes of a transcript up to one frame, each with the probability of its paths that end in a blank and of those that do not.</summary>
internal sealed class PrefixBeam(int blank, int width)
{
    private const int Root = 0;
    private readonly List<(int Parent, int Token)> _nodes = [(-1, -1)];
    private readonly Dictionary<(int Parent, int Token), int> _children = [];
    private List<(int Prefix, double Blank, double Token)> _beam = [(Root, 0, double.NegativeInfinity)];

    /// <summary>How many prefixes are held: those of the beam, and all that were in it once.</summary>
    internal int HeldPrefixes => _nodes.Count;

    /// <summary>Goes on by one frame of log-probabilities.</summary>
    public void Advance(ReadOnlySpan<float> frame)
    {
        int[] tried = Tried(frame);
        var next = new Dictionary<(int Parent, int Token), (double Blank, double Token)>();
        foreach ((int prefix, double blankEnd, double tokenEnd) in _beam)
        {
            (int Parent, int Token) node = _nodes[prefix];
            Add(next, node, Sum(blankEnd, tokenEnd) + frame[blank], double.NegativeInfinity);
            int last = node.Token;
            if (last >= 0)
            {
                Add(next, node, double.NegativeInfinity, tokenEnd + frame[last]);
            }

            foreach (int token in tried)
            {
                // A repeat is a new token only after a blank.
                double before = token == last ? blankEnd : Sum(blankEnd, tokenEnd);
                Add(next, (prefix, token), double.NegativeInfinity, before + frame[token]);
            }
        }

        _beam =
        [
            .. next.OrderByDescending(entry => Sum(entry.Value.Blank, entry.Value.Token)).ThenBy(entry => entry.Key).Take(width)
                .Select(entry => (NodeOf(entry.Key), entry.Value.Blank, entry.Value.Token)),
        ];
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

    /// <summary>The node of a prefix that stays; the many that were only tried never get one.</summary>
    private int NodeOf((int Parent, int Token) prefix)
    {
        if (prefix == _nodes[Root])
        {
            return Root;
        }

        if (!_children.TryGetValue(prefix, out int node))
        {
            node = _nodes.Count;
            _nodes.Add(prefix);
            _children.Add(prefix, node);
        }

        return node;
    }

    private static void Add(
        Dictionary<(int Parent, int Token), (double Blank, double Token)> next, (int Parent, int Token) prefix, double blankEnd, double tokenEnd)
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
