using System.Text;

namespace MerExperiments.Tokenizers;

/// <summary>A SentencePiece model, unigram or byte-pair, with fallback to bytes where the model has it.</summary>
/// <remarks>The algorithms are this toolkit's own: the tokenizer package's lose characters, find control tokens in text and fail on unigram models
/// with byte fallback.</remarks>
internal sealed class SentencePieceSubwords : Subwords
{
    private readonly SentencePieceModel _model;
    private readonly SentencePieceText _text;
    private readonly ISpelling _spelling;
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly int[] _bytes = [];
    private readonly int _offset;
    private readonly int _unknownId;

    public SentencePieceSubwords(SentencePieceModel model, TokenizerCard card)
    {
        _model = model;
        _text = new SentencePieceText(model);
        _spelling = model.IsUnigram ? new UnigramSpelling(model) : new MergeSpelling(model, _text);
        _offset = card.IdOffset;
        for (int id = 0; id < model.Pieces.Count; id++)
        {
            _vocabulary.TryAdd(model.Pieces[id].Text, id + _offset);
        }

        _unknownId = card.UnknownId ?? model.UnknownId + _offset;
        if (model.ByteFallback)
        {
            _bytes = [.. SentencePieceModel.ByteNames.Select(name => _vocabulary[name])];
        }
    }

    public override IReadOnlyDictionary<string, int> Vocabulary => _vocabulary;

    public override void Encode(string text, List<int> ids)
    {
        string normalized = _text.Of(text);
        bool wasUnknown = false;
        foreach ((int id, int start, int end) in _spelling.Spell(normalized))
        {
            bool isUnknown = id == _model.UnknownId;
            if (isUnknown && _model.ByteFallback)
            {
                ids.AddRange(Encoding.UTF8.GetBytes(normalized[start..end]).Select(value => _bytes[value]));
            }
            else if (!(isUnknown && wasUnknown))
            {
                ids.Add(isUnknown ? _unknownId : id + _offset);
            }

            wasUnknown = isUnknown;
        }
    }
}

/// <summary>Spells a normalized text in the pieces of a SentencePiece model.</summary>
internal interface ISpelling
{
    /// <summary>The pieces in order, each with the stretch it stands for; a character without a piece is the unknown piece. Nothing is left out.</summary>
    List<(int Id, int Start, int End)> Spell(string text);
}
