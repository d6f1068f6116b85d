using Microsoft.ML.Tokenizers;

namespace MerExperiments.Tokenizers;

/// <summary>Byte-level byte-pair encoding: each word's UTF-8 bytes, merged pair by pair in the order of the merges.</summary>
/// <remarks>Radford et al., Language Models are Unsupervised Multitask Learners, 2019.</remarks>
internal sealed class BytePairSubwords : Subwords
{
    private readonly BytePairVocabulary _settings;
    private readonly BpeTokenizer _pairs;
    private readonly Dictionary<string, int> _wholeWords = new(StringComparer.Ordinal);

    public BytePairSubwords(BytePairVocabulary settings)
    {
        _settings = settings;
        _pairs = BpeTokenizer.Create(new BpeOptions(settings.Tokens)
        {
            ByteLevel = true,
            Merges = settings.Merges,
            UnknownToken = settings.UnknownToken,
        });
        foreach ((string token, int id) in settings.Tokens.Where(pair => settings.WholeWordsFirst && !settings.Special.Contains(pair.Key)))
        {
            _wholeWords.Add(token, id);
        }
    }

    public override IReadOnlyDictionary<string, int> Vocabulary => _settings.Tokens;

    public override (IReadOnlyList<SpecialToken> Before, IReadOnlyList<SpecialToken> After) Usual => _settings.Usual;

    public override void Encode(string text, List<int> ids)
    {
        string composed = _settings.Compose ? CanonicalForm.Compose(text) : text;
        string spaced = _settings.AddPrefixSpace && composed is not ([] or [' ', ..]) ? ' ' + composed : composed;
        foreach (string word in _settings.Words?.Cut(spaced) ?? [spaced])
        {
            Add(word, ids);
        }
    }

    private void Add(string word, List<int> ids)
    {
        if (_wholeWords.Count > 0 && _wholeWords.TryGetValue(ByteLetters.Of(word), out int whole))
        {
            ids.Add(whole);
            return;
        }

        ids.AddRange(_pairs.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
    }
}
