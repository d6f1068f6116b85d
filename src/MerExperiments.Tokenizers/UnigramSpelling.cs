using System.Text;

namespace MerExperiments.Tokenizers;

/// <summary>The most probable spelling of a text in the pieces of a unigram model, by Viterbi's algorithm.</summary>
/// <remarks>Kudo, Subword Regularization (arXiv 1804.10959). As SentencePiece does it: a character without a piece costs the least score less 10; a
/// user-defined piece scores its length in bytes times the greatest score, less 0.1. Of equal paths the one with the longer last piece stays. What
/// is equal follows from SentencePiece's own rounding: a path's score is kept as float, and a longer path is compared with it in double.</remarks>
internal sealed class UnigramSpelling : ISpelling
{
    private const float UnknownPenalty = 10;
    private const double UserDefinedPenalty = 0.1;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly double[] _scores;
    private readonly float _unknownScore;
    private readonly int _longest;
    private readonly int _unknown;

    public UnigramSpelling(SentencePieceModel model)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        float[] normal = [.. model.Pieces.Where(piece => piece.Kind == SentencePieceKind.Normal).Select(piece => piece.Score).DefaultIfEmpty()];
        _scores = new double[model.Pieces.Count];
        for (int id = 0; id < model.Pieces.Count; id++)
        {
            SentencePiece piece = model.Pieces[id];
            bool isUserDefined = piece.Kind == SentencePieceKind.UserDefined;
            _scores[id] = isUserDefined ? (Encoding.UTF8.GetByteCount(piece.Text) * normal.Max()) - UserDefinedPenalty : piece.Score;
            if (piece.IsSpelling && piece.Kind != SentencePieceKind.Unused && piece.Text.Length > 0)
            {
                ids.TryAdd(piece.Text, id);
            }
        }

        _unknown = model.UnknownId;
        _unknownScore = normal.Min() - UnknownPenalty;
        _longest = ids.Keys.Select(text => text.Length).DefaultIfEmpty().Max();
        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public List<(int Id, int Start, int End)> Spell(string text)
    {
        var best = new (float Score, int Start, int Id)[text.Length + 1];
        best.AsSpan(1).Fill((0, -1, -1));
        for (int start = 0, width; start < text.Length; start += width)
        {
            width = char.IsHighSurrogate(text[start]) ? 2 : 1;
            Extend(text, start, width, best);
        }

        var spelling = new List<(int, int, int)>();
        for (int end = text.Length; end > 0; end = best[end].Start)
        {
            spelling.Add((best[end].Id, best[end].Start, end));
        }

        spelling.Reverse();
        return spelling;
    }

    private void Extend(string text, int start, int width, (float Score, int Start, int Id)[] best)
    {
        bool isSpelt = false;
        for (int end = start + 1; end <= Math.Min(text.Length, start + _longest); end++)
        {
            if (_ids.TryGetValue(text.AsSpan(start, end - start), out int id))
            {
                isSpelt |= end == start + width;
                Offer(best, start, end, id, best[start].Score + _scores[id]);
            }
        }

        if (!isSpelt)
        {
            Offer(best, start, start + width, _unknown, (float)(best[start].Score + _unknownScore));
        }
    }

    private static void Offer((float Score, int Start, int Id)[] best, int start, int end, int id, double total)
    {
        if (best[end].Start < 0 || total > best[end].Score)
        {
            best[end] = ((float)total, start, id);
        }
    }
}
