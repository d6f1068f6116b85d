using CsCheck;

namespace MerExperiments.Tokenizers.Tests;

public sealed class LearnedVocabularyTests : IDisposable
{
    private static readonly Gen<string[]> AnyTexts =
        Gen.OneOf(Gen.String[Gen.Char["aabbc !你好é"], 0, 20], Gen.String[Gen.Char["[UNK]#ß\ud840\udc00 İ\u0301\0"], 0, 12], Gen.String[0, 20]).Array[0, 12];

    private readonly TokenizerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Learn_HandWorkedCounts_MergesTheMostFrequentPairFirst()
    {
        // low 3, lower 1, newest 2: ##o ##w and l ##o stand 4 times, and ##o is before l; then l ##ow 4; then newest's pairs, 2 each, by the left piece.
        LearnedVocabulary vocabulary = LearnedVocabulary.Learn(["low Low low", "lower, newest", "newest"], 17);
        Assert.Equal(["[PAD]", "[UNK]", "##e", "##o", "##r", "##s", "##t", "##w", ",", "l", "n", "##ow", "low", "##es", "##ew", "##est", "##ewest"], vocabulary.Tokens);
    }

    [Fact]
    public void Learn_FrequentAndRareWords_AreWholeAndInPieces()
    {
        TextTokenizer tokenizer = Written(LearnedVocabulary.Learn(["low low low", "lower, newest", "newest"], 20));
        Assert.Equal(["low", "new", "##est"], Pieces(["low low low lown news news new", "best best test test best"], "low newest"));
        Assert.Empty(tokenizer.Content(""));
        Assert.Equal(tokenizer.Content("newest"), tokenizer.Content(" NEWEST "));
    }

    [Fact]
    public void Learn_Chinese_MakesEachCharacterAWord() => Assert.Equal(["你", "好", "吗"], Pieces(["你好你好你好", "吗你好"], "你好吗"));

    [Fact]
    public void Learn_AnyTexts_TokenizesThemWithoutUnknown() => AnyTexts.Sample(
        texts =>
        {
            using var folder = new TokenizerFolder();
            LearnedVocabulary.Learn(texts, 400).WriteTo(folder.Root);
            TextTokenizer tokenizer = SavedTokenizer.Open(folder.Root);
            Assert.All(texts, text => Assert.DoesNotContain(1, tokenizer.Content(text)));
        },
        iter: 100);

    [Fact]
    public void Learn_AnyTexts_StaysInTheSizeWithDifferentTokens() => Gen.Select(AnyTexts, Gen.Int[3, 60]).Sample((texts, size) =>
    {
        IReadOnlyList<string> tokens = LearnedVocabulary.Learn(texts, size).Tokens;
        Assert.InRange(tokens.Count, 2, size);
        Assert.Equal(tokens.Count, tokens.Distinct(StringComparer.Ordinal).Count());
    });

    [Fact]
    public void Learn_TextsInAnotherOrder_GivesTheSameBytes() => Gen.Select(AnyTexts, Gen.Int).Sample((texts, seed) =>
    {
        string[] shuffled = [.. texts];
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(LearnedVocabulary.Learn(texts, 50).Sha256, LearnedVocabulary.Learn(shuffled, 50).Sha256);
    });

    [Fact]
    public void Learn_LikeAPlainImplementation() => Gen.Select(Gen.String[Gen.Char["aabbc "], 0, 12].Array[0, 8], Gen.Int[8, 30]).Sample((texts, size) =>
        Assert.Equal(Plainly(texts, size), LearnedVocabulary.Learn(texts, size).Tokens));

    [Fact]
    public void Learn_MoreCharactersThanSize_KeepsTheMostFrequentAndReadsTheRestAsUnknown()
    {
        TextTokenizer tokenizer = Written(LearnedVocabulary.Learn(["你你你好好吗"], 4));
        Assert.Equal([2, 3, 1, 1], tokenizer.Content("你好吗x"));
        Assert.Equal((4, 0), (tokenizer.VocabularySize, tokenizer.PadId));
    }

    [Fact]
    public void Learn_WordOfMoreThanAHundredCharacters_IsUnknownAndTeachesNothing()
    {
        LearnedVocabulary vocabulary = LearnedVocabulary.Learn([new string('x', 101), new string('a', 100)], 50);
        Assert.DoesNotContain(vocabulary.Tokens, token => token.Contains('x', StringComparison.Ordinal));
        Assert.Equal([1], Written(vocabulary).Content(new string('x', 101)));
    }

    [Fact]
    public void Learn_SizeBelowTheLeast_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => LearnedVocabulary.Learn(["a"], LearnedVocabulary.LeastSize - 1));

    [Fact]
    public void WriteTo_Folder_OpensWithTheHashesOfItsBytesAndNothingAround()
    {
        LearnedVocabulary vocabulary = LearnedVocabulary.Learn(["a b"], 9);
        TextTokenizer tokenizer = Written(vocabulary);
        Assert.Equal([vocabulary.Sha256], TextTokenizer.HashesOf(SavedTokenizer.CardOf(_folder.Root), _folder.Root));
        Assert.Equal([2L, 3], tokenizer.Tokenize("a b").Ids);
    }

    private TextTokenizer Written(LearnedVocabulary vocabulary)
    {
        vocabulary.WriteTo(_folder.Root);
        return SavedTokenizer.Open(_folder.Root);
    }

    private string[] Pieces(string[] texts, string text)
    {
        LearnedVocabulary vocabulary = LearnedVocabulary.Learn(texts, 30);
        return [.. Written(vocabulary).Content(text).Select(id => vocabulary.Tokens[id])];
    }

    /// <summary>Pair merging over words of a, b and c, counted anew before each merge.</summary>
    private static List<string> Plainly(string[] texts, int size)
    {
        string[][] words = [.. texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.Select((c, i) => i == 0 ? $"{c}" : $"##{c}").ToArray())];
        List<string> tokens = ["[PAD]", "[UNK]", .. words.SelectMany(word => word).Distinct().Order(StringComparer.Ordinal)];
        while (tokens.Count < size && MostFrequent(words) is { } best)
        {
            string merged = best.First + best.Second[2..];
            words = [.. words.Select(word => Joined(word, best, merged))];
            tokens.AddRange(tokens.Contains(merged) ? [] : [merged]);
        }

        return tokens;
    }

    private static (string First, string Second)? MostFrequent(string[][] words) => words.SelectMany(word => word.Zip(word.Skip(1)))
        .GroupBy(pair => pair).Where(group => group.Count() >= 2).OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key.First, StringComparer.Ordinal).ThenBy(group => group.Key.Second, StringComparer.Ordinal)
        .Select(group => ((string, string)?)group.Key).FirstOrDefault();

    private static string[] Joined(string[] word, (string First, string Second) pair, string merged)
    {
        List<string> parts = [.. word];
        for (int i = 0; i + 1 < parts.Count; i++)
        {
            if (parts[i] == pair.First && parts[i + 1] == pair.Second)
            {
                parts[i] = merged;
                parts.RemoveAt(i + 1);
            }
        }

        return [.. parts];
    }
}
