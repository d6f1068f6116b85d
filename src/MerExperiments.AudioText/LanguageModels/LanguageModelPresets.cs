namespace MerExperiments.AudioText.LanguageModels;

/// <summary>Shapes for training from scratch, in the manner of Llama: rotary positions, no biases, tied head.</summary>
internal static class LanguageModelPresets
{
    /// <summary>The names, smallest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tiny", "small", "medium"];

    /// <summary>A shape by name: <c>tiny</c> (2 layers of 64 values), <c>small</c> (3 of 128) or <c>medium</c> (6 of 320).</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="vocabularySize">Rows of the embedding.</param>
    /// <param name="contextLength">The most tokens of one sequence. Default 1,024.</param>
    /// <exception cref="InvalidInputException">There is no such preset.</exception>
    public static LanguageModelConfiguration Of(string name, int vocabularySize, int contextLength = 1024)
    {
        (int layers, int hidden, int heads) = name switch
        {
            "tiny" => (2, 64, 4),
            "small" => (3, 128, 4),
            "medium" => (6, 320, 5),
            _ => throw new InvalidInputException("audioText.model", $"is \"{name}\"; it must be one of {string.Join(", ", Names)}, or a folder that holds a config.json"),
        };
        return new LanguageModelConfiguration
        {
            Family = LanguageModelFamily.Llama,
            VocabularySize = vocabularySize,
            HiddenSize = hidden,
            IntermediateSize = 2 * hidden,
            Layers = layers,
            Heads = heads,
            KeyValueHeads = heads,
            HeadSize = hidden / heads,
            ContextLength = contextLength,
            TiedHead = true,
        };
    }
}
