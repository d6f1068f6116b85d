namespace MerExperiments.Tokenizers;

/// <summary>Learns word pieces from counted words: again and again the most frequent pair of neighbouring pieces becomes one piece.</summary>
/// <remarks>Sennrich et al., Neural Machine Translation of Rare Words with Subword Units (arXiv 1508.07909), over pieces as word-piece writes them: a piece
/// that goes on a word starts with ##. Of equally frequent pairs the one first in ordinal order goes first, so the counts alone decide.</remarks>
internal sealed class PairMerging
{
    /// <summary>A pair that stands once tells nothing of other texts.</summary>
    private const long LeastCount = 2;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _pieces = [];
    private readonly List<(int[] Spelling, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _wordsOf = [];
    private readonly PriorityQueue<(int Left, int Right), (long Count, string Left, string Right)> _queue = new(Comparer<(long Count, string Left, string Right)>.Create(Compare));

    /// <summary>The pieces learned, in the order in which they were: most frequent first.</summary>
    /// <param name="words">Each word as its single-character pieces, and how often it stands; 1 or more.</param>
    /// <param name="most">The most pieces to learn; those of a single character are not counted.</param>
    public static IReadOnlyList<string> Learn(IEnumerable<(IReadOnlyList<string> Pieces, long Count)> words, int most)
    {
        var merging = new PairMerging();
        foreach ((IReadOnlyList<string> pieces, long count) in words)
        {
            merging.Add(pieces, count);
        }

        int single = merging._pieces.Count;
        merging.Enqueue(merging._counts.Keys);
        while (merging._pieces.Count - single < most && merging.Next() is { } pair)
        {
            merging.Merge(pair);
        }

        return merging._pieces[single..];
    }

    private void Add(IReadOnlyList<string> pieces, long count)
    {
        _words.Add(([.. pieces.Select(IdOf)], count));
        Count(_words.Count - 1, +1);
    }

    /// <summary>The most frequent pair there is, or null where none stands twice.</summary>
    private (int Left, int Right)? Next()
    {
        while (_queue.TryDequeue(out (int Left, int Right) pair, out (long Count, string, string) was))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count == was.Count)
            {
                return count < LeastCount ? null : pair;
            }

            // A pair that has become rarer comes again in its turn; one that has become more frequent stands before.
            if (count > 0 && count < was.Count)
            {
                Enqueue([pair]);
            }
        }

        return null;
    }

    private void Merge((int Left, int Right) pair)
    {
        int merged = IdOf(_pieces[pair.Left] + WithoutMark(_pieces[pair.Right]));
        var grown = new HashSet<(int, int)>();
        foreach (int word in _wordsOf[pair])
        {
            Count(word, -1);
            _words[word] = (Merged(_words[word].Spelling, pair, merged), _words[word].Count);
            grown.UnionWith(Count(word, +1));
        }

        _ = _counts.Remove(pair);
        _ = _wordsOf.Remove(pair);
        Enqueue(grown);
    }

    /// <summary>Adds a word's pairs to the counts, or takes them off.</summary>
    /// <returns>The pairs.</returns>
    private List<(int Left, int Right)> Count(int word, int sign)
    {
        (int[] spelling, long count) = _words[word];
        List<(int Left, int Right)> pairs = [.. spelling.Zip(spelling.Skip(1))];
        foreach ((int Left, int Right) pair in pairs)
        {
            _counts[pair] = _counts.GetValueOrDefault(pair) + (sign * count);
            if (sign > 0 && !(_wordsOf.TryGetValue(pair, out HashSet<int>? words) && words.Add(word)))
            {
                _wordsOf[pair] = words ?? [word];
            }
        }

        return pairs;
    }

    private static int[] Merged(int[] spelling, (int Left, int Right) pair, int merged)
    {
        var shorter = new List<int>(spelling.Length);
        for (int i = 0; i < spelling.Length; i++)
        {
            bool isPair = i + 1 < spelling.Length && spelling[i] == pair.Left && spelling[i + 1] == pair.Right;
            shorter.Add(isPair ? merged : spelling[i]);
            i += isPair ? 1 : 0;
        }

        return [.. shorter];
    }

    private void Enqueue(IEnumerable<(int Left, int Right)> pairs)
    {
        foreach ((int Left, int Right) pair in pairs.Where(pair => _counts.GetValueOrDefault(pair) >= LeastCount))
        {
            _queue.Enqueue(pair, (_counts[pair], _pieces[pair.Left], _pieces[pair.Right]));
        }
    }

    private int IdOf(string piece)
    {
        if (!_ids.TryGetValue(piece, out int id))
        {
            id = _pieces.Count;
            _ids.Add(piece, id);
            _pieces.Add(piece);
        }

        return id;
    }

    private static string WithoutMark(string piece) => piece[LearnedVocabulary.ContinuationMark.Length..];

    private static int Compare((long Count, string Left, string Right) a, (long Count, string Left, string Right) b)
    {
        int order = b.Count.CompareTo(a.Count);
        order = order != 0 ? order : string.CompareOrdinal(a.Left, b.Left);
        return order != 0 ? order : string.CompareOrdinal(a.Right, b.Right);
    }
}
