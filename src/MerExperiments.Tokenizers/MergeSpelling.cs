namespace MerExperiments.Tokenizers;

/// <summary>The spelling of a text by a SentencePiece byte-pair model: of all adjacent pairs that are a piece together, the best is merged first.</summary>
/// <remarks>Sennrich et al. (arXiv 1508.07909) as SentencePiece does it: the greatest score wins, of equal ones the leftmost; user-defined pieces are
/// never merged; an unused piece may be merged through, and is taken apart again where it is left at the end.</remarks>
internal sealed class MergeSpelling : ISpelling
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly IReadOnlyList<SentencePiece> _pieces;
    private readonly SentencePieceText _text;
    private readonly int _unknown;

    public MergeSpelling(SentencePieceModel model, SentencePieceText text)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int id = 0; id < model.Pieces.Count; id++)
        {
            if (model.Pieces[id] is { IsSpelling: true, Text.Length: > 0 } piece)
            {
                ids.TryAdd(piece.Text, id);
            }
        }

        (_pieces, _text, _unknown) = (model.Pieces, text, model.UnknownId);
        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public List<(int Id, int Start, int End)> Spell(string text)
    {
        // Looking for the best pair anew after each merge would take the square of the text's length. So all pairs that are a piece wait in a queue by score (and, for
        // equal ones, by place), and a merge adds the two pairs it makes: n log n, which is what lets a transcript of any length through.
        List<Symbol> symbols = Symbols(text);
        var agenda = new PriorityQueue<(int Left, int Right, int Start, int End), (float, int)>();
        var halves = new Dictionary<(int Start, int End), int>();
        for (int i = 1; i < symbols.Count; i++)
        {
            Propose(text, symbols, i - 1, i, agenda, halves);
        }

        while (agenda.TryDequeue(out (int Left, int Right, int Start, int End) pair, out _))
        {
            // A merge leaves pairs of its halves behind in the queue, where they cannot be found. They are told when their turn comes: one half is gone, or has grown.
            (Symbol left, Symbol right) = (symbols[pair.Left], symbols[pair.Right]);
            if (left.IsGone || right.IsGone || left.Start != pair.Start || right.End != pair.End || left.Next != pair.Right)
            {
                continue;
            }

            Merge(symbols, pair.Left, pair.Right);
            Propose(text, symbols, left.Previous, pair.Left, agenda, halves);
            Propose(text, symbols, pair.Left, left.Next, agenda, halves);
        }

        var spelling = new List<(int, int, int)>();
        foreach (Symbol symbol in symbols.Where(symbol => !symbol.IsGone))
        {
            Emit(text, symbol.Start, symbol.End, halves, spelling);
        }

        return spelling;
    }

    private List<Symbol> Symbols(string text)
    {
        var symbols = new List<Symbol>(text.Length);
        for (int at = 0, width; at < text.Length; at += width)
        {
            // A user-defined piece stands whole from the start; else a symbol is a character, and a surrogate pair is one character, not two.
            string? whole = _text.UserDefinedAt(text, at);
            width = whole?.Length ?? (char.IsHighSurrogate(text[at]) ? 2 : 1);
            symbols.Add(new Symbol { Start = at, End = at + width, Previous = symbols.Count - 1, Next = symbols.Count + 1, IsFixed = whole is not null });
        }

        if (symbols.Count > 0)
        {
            symbols[^1].Next = -1;
        }

        return symbols;
    }

    private void Propose(
        string text, List<Symbol> symbols, int left, int right,
        PriorityQueue<(int Left, int Right, int Start, int End), (float, int)> agenda, Dictionary<(int Start, int End), int> halves)
    {
        if (left < 0 || right < 0 || symbols[left].IsFixed || symbols[right].IsFixed)
        {
            return;
        }

        (int start, int end) = (symbols[left].Start, symbols[right].End);
        if (_ids.TryGetValue(text.AsSpan(start, end - start), out int id))
        {
            // The least comes out of the queue first: so scores are negated, and of equal ones the leftmost symbol's number decides, as in SentencePiece.
            agenda.Enqueue((left, right, start, end), (-_pieces[id].Score, left));

            // A stretch has one middle only: boundaries vanish and never come back, so it cannot be proposed again from other halves.
            halves[(start, end)] = symbols[left].End;
        }
    }

    private static void Merge(List<Symbol> symbols, int left, int right)
    {
        (symbols[left].End, symbols[left].Next) = (symbols[right].End, symbols[right].Next);
        symbols[right].IsGone = true;
        if (symbols[right].Next >= 0)
        {
            symbols[symbols[right].Next].Previous = left;
        }
    }

    private void Emit(string text, int start, int end, Dictionary<(int Start, int End), int> halves, List<(int Id, int Start, int End)> spelling)
    {
        // An unused piece is a stepping stone: longer pieces are reached through it, but it has no id of its own to give. Where no longer one was reached, it falls back
        // into the two halves it came from, and they perhaps into theirs.
        bool isPiece = _ids.TryGetValue(text.AsSpan(start, end - start), out int id);
        if (isPiece && _pieces[id].Kind == SentencePieceKind.Unused && halves.TryGetValue((start, end), out int middle))
        {
            Emit(text, start, middle, halves, spelling);
            Emit(text, middle, end, halves, spelling);
            return;
        }

        spelling.Add((isPiece ? id : _unknown, start, end));
    }

    /// <summary>A stretch of the text that is merged no further yet, in a linked list.</summary>
    private sealed class Symbol
    {
        public int Start { get; init; }

        public int End { get; set; }

        public int Previous { get; set; }

        public int Next { get; set; }

        public bool IsFixed { get; init; }

        public bool IsGone { get; set; }
    }
}
