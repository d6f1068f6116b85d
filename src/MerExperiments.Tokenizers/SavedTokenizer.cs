using System.Text.Json;
using System.Text.Json.Serialization;
using MerExperiments.Onnx;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers;

/// <summary>A folder that holds a whole tokenizer: its files and, as <c>tokenizer-card.json</c>, its card. A trained model keeps its tokenizer so.</summary>
public static class SavedTokenizer
{
    private const string CardName = "tokenizer-card.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Copies a tokenizer's files into a folder and writes its card there, each file with the hash it has now.</summary>
    /// <param name="card">The tokenizer.</param>
    /// <param name="modelsRoot">The folder that the card's files are relative to.</param>
    /// <param name="folder">Where to; made where it is absent. Files of the same names are replaced.</param>
    /// <exception cref="InvalidInputException">The tokenizer would not open.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Save(TokenizerCard card, string modelsRoot, string folder)
    {
        InvalidInputException.ThrowIfAny(TextTokenizer.Check(card, modelsRoot));
        WriteCard(
            card with { Vocabulary = Copy(card.Vocabulary, modelsRoot, folder), Merges = card.Merges is { } merges ? Copy(merges, modelsRoot, folder) : null },
            folder);
    }

    /// <summary>The card in a folder.</summary>
    /// <exception cref="InvalidInputException">There is none, or it is not a tokenizer's card.</exception>
    public static TokenizerCard CardOf(string folder)
    {
        string path = Path.Combine(folder, CardName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(path, "does not exist; a folder in which this toolkit saved a tokenizer has it");
        }

        return CardFile.Read<TokenizerCard>(path, "a tokenizer's card", (_, _) => []);
    }

    /// <summary>Opens the tokenizer in a folder.</summary>
    /// <exception cref="InvalidInputException">There is no card, or what <see cref="TextTokenizer.Check"/> finds.</exception>
    public static TextTokenizer Open(string folder) => TextTokenizer.Open(CardOf(folder), folder);

    internal static void WriteCard(TokenizerCard card, string folder) =>
        CheckedFile.WriteText(Path.Combine(folder, CardName), JsonSerializer.Serialize(card, Json) + "\n");

    private static ModelFile Copy(ModelFile file, string modelsRoot, string folder)
    {
        string name = Path.GetFileName(file.File);
        string source = file.PathIn(modelsRoot);
        string target = Path.GetFullPath(name, Path.GetFullPath(folder));
        if (source != target)
        {
            CheckedFile.Write(target, stream =>
            {
                using FileStream read = RegularFile.OpenRead(source);
                read.CopyTo(stream);
            });
        }

        return new ModelFile(name, ContentHash.OfFile(target));
    }
}
