using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Weights;
using MerExperiments.Onnx;
using MerExperiments.Tokenizers;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class TokenizerAgreementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6)]
    [InlineData(64)]
    public void Check_AsManyRowsOrMore_IsGood(int rows) => Assert.Empty(Faults(rows));

    [Fact]
    public void Check_FewerRows_SaysBothSizes() => Assert.Equal(
        "tokenizer: is a tokenizer of ids up to 5, but the language model's embedding has 5 rows (vocab_size); take the tokenizer that was published with the model",
        Assert.Single(Faults(5)).ToString());

    private IReadOnlyList<Fault> Faults(int rows)
    {
        File.WriteAllText(_folder.At("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nword\n");
        var tokenizer = TextTokenizer.Open(new TokenizerCard { Kind = TokenizerKind.WordPiece, Vocabulary = new ModelFile("vocab.txt") }, _folder.Root);
        LanguageModelConfiguration published = LanguageModelConfigurationReader.Read(ReferenceModel.PathOf("llama-tiny", "config.json"));
        return TokenizerAgreement.Check(tokenizer, published with { VocabularySize = rows }, "tokenizer");
    }
}
