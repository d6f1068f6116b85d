using MerExperiments.AudioText.LanguageModels;

namespace MerExperiments.Benchmarks;

/// <summary>The size of a training step of the joint model.</summary>
/// <param name="Name">What the benchmarks call it.</param>
/// <param name="Language">The language model.</param>
/// <param name="Rows">Rows of the batch.</param>
/// <param name="AudioPlaces">Audio positions of each row.</param>
/// <param name="TextPlaces">Tokens of each row: transcript, prompt and the class's name.</param>
/// <param name="FrameDimension">Values of an audio frame.</param>
/// <param name="Downsampling">Frames of an audio position.</param>
internal sealed record StepShape(string Name, LanguageModelConfiguration Language, int Rows, int AudioPlaces, int TextPlaces, int FrameDimension, int Downsampling)
{
    /// <summary>Places of a row.</summary>
    public int Places => AudioPlaces + TextPlaces;

    /// <summary>Places of a step.</summary>
    public int Positions => Rows * Places;

    /// <summary>A configuration between the smallest ones and what a GPU is for: 24 million weights in 8 layers, 2,048 places a step.</summary>
    public static StepShape Middle { get; } = new("middle", Model(512, 1408, 8, 8, 4, 8192), 16, 64, 64, 1024, 4);

    /// <summary>The smallest configuration that is still of use: 0.8 million weights in 4 layers, 512 places a step.</summary>
    public static StepShape Small { get; } = new("small", Model(128, 352, 4, 4, 2, 2048), 16, 16, 16, 40, 4);

    /// <summary>The preset an experiment takes from scratch: 0.1 million weights in 2 layers, 2,400 places a step.</summary>
    public static StepShape Tiny { get; } = new("tiny", LanguageModelPresets.Of("tiny", 768), 32, 50, 25, 40, 4);

    /// <summary>All of them, largest first.</summary>
    public static IReadOnlyList<StepShape> All { get; } = [Middle, Small, Tiny];

    private static LanguageModelConfiguration Model(int hidden, int inner, int layers, int heads, int keyValueHeads, int vocabulary) => new()
    {
        Family = LanguageModelFamily.Llama,
        VocabularySize = vocabulary,
        HiddenSize = hidden,
        IntermediateSize = inner,
        Layers = layers,
        Heads = heads,
        KeyValueHeads = keyValueHeads,
        HeadSize = hidden / heads,
        ContextLength = 512,
        TiedHead = true,
    };
}
