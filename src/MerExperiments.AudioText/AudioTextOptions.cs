using System.Globalization;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Settings;

namespace MerExperiments.AudioText;

/// <summary>The joint Audio-Text model: what it is made of and how it is trained. Its features are one more encoder, <c>audio-text</c>.</summary>
/// <remarks>The properties, in camelCase, are the keys of <c>audioText</c> in experiments.json. What of the model is ours and not the paper's, which publishes neither
/// projector, prompt nor pooling: one row reads [audio frames, projected] [transcript] [prompt], or the first two interleaved, and while training [the class's name]
/// after it. The seed is no key: it follows from the experiment's.</remarks>
public sealed record AudioTextOptions : IHasRules
{
    internal const string Section = "audioText";

    /// <summary>The language model: <c>tiny</c>, <c>small</c> or <c>medium</c> for one trained from scratch, the folder of a published one below models.root, or <c>none</c> for no joint model.</summary>
    public required string Model { get; init; }

    /// <summary>The encoder whose frames are heard; <c>none</c> for a corpus without sound.</summary>
    [Names(NameKind.FrameEncoder, OrNone = true)]
    public string Audio { get; init; } = "mel-frames";

    /// <summary>How many audio frames become one position of the language model.</summary>
    [Between(1, 64)]
    public int Downsampling { get; init; } = 4;

    /// <summary>The most audio positions of an utterance; of a longer one the frames are averaged more coarsely.</summary>
    [Between(1, 8192)]
    public int LongestAudio { get; init; } = 128;

    /// <summary>The most tokens of a transcript; the end of a longer one is cut.</summary>
    [Between(1, 8192)]
    public int LongestText { get; init; } = 128;

    /// <summary>In which order sound and words are read: all sound before the transcript, or each word among the sound of its time.</summary>
    public JointArrangement Arrangement { get; init; } = JointArrangement.SoundFirst;

    /// <summary>What stands after the transcript and is answered by the class's name.</summary>
    public string Prompt { get; init; } = "emotion:";

    /// <summary>What late fusion reads: the pooled hidden state, or the logarithms of the class head's posteriors, which suit corpora of some hundred rows.</summary>
    public JointFeature Feature { get; init; } = JointFeature.HiddenState;

    /// <summary>Which hidden states are pooled.</summary>
    public HiddenPooling Pooling { get; init; } = HiddenPooling.Mean;

    /// <summary>The share of values dropped while training: after the projector, before each residual sum and before the class head.</summary>
    [Between(0, 0.95)]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Low-rank adapters on a frozen language model.</summary>
    public LowRankOptions LowRank { get; init; } = new();

    /// <summary>The weight of the class head's loss.</summary>
    [Between(0, 100)]
    public double ClassLoss { get; init; } = 1;

    /// <summary>The weight of the next-token loss on the class's name; one of the two must be above 0.</summary>
    [Between(0, 100)]
    public double WordLoss { get; init; } = 0.2;

    /// <summary>The chance that a training row is heard without its transcript; with textAlone at most 1.</summary>
    [Between(0, 0.9)]
    public double AudioAlone { get; init; } = 0.1;

    /// <summary>The chance that a training row is read without its sound.</summary>
    [Between(0, 0.9)]
    public double TextAlone { get; init; } = 0.1;

    /// <summary>The most tokens of the vocabulary that is learned from the training transcripts; without it, 1,000 with tiny, 4,000 with larger ones. A published model has its own vocabulary.</summary>
    [Between(300, 200_000)]
    public int? Vocabulary { get; init; }

    /// <summary>The most passes over the training rows.</summary>
    [Between(1, 1000)]
    public int Epochs { get; init; } = 20;

    /// <summary>Rows per forward pass.</summary>
    [Between(1, 4096)]
    public int Batch { get; init; } = 16;

    /// <summary>Forward passes per step of the optimiser.</summary>
    [Between(1, 1024)]
    public int Accumulation { get; init; } = 1;

    /// <summary>The highest learning rate; without it, 3e-3 from scratch with tiny, 1e-3 with larger ones, 1e-4 for adapters, 2e-5 for all weights of a published model.</summary>
    [Between(1e-7, 1)]
    public double? LearningRate { get; init; }

    /// <summary>The share of all steps over which the learning rate rises; after it the rate falls along half a cosine to 0.</summary>
    [Between(0, 1)]
    public double WarmUp { get; init; } = 0.1;

    /// <summary>The decay of matrices.</summary>
    [Between(0, 10)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>What is done about classes of different size: nothing, weights in the loss, or as many rows drawn of each class.</summary>
    public ClassBalance Balance { get; init; } = ClassBalance.None;

    /// <summary>Epochs without a better validation score after which training ends.</summary>
    [Between(1, 1000)]
    public int Patience { get; init; } = 5;

    /// <summary>What matrix products are computed in.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Single;

    /// <summary>Whether inner values are computed again in the backward pass rather than kept: memory against time.</summary>
    public bool Recompute { get; init; }

    /// <summary>Whether <see cref="Model"/> is a folder of published weights.</summary>
    internal bool IsPublished => !LanguageModelPresets.Names.Contains(Model);

    /// <summary>The adapters; null where all weights of the language model are trained.</summary>
    internal LowRankOptions? Adapters => LowRank.Use == LowRankUse.On || (LowRank.Use == LowRankUse.Auto && IsPublished) ? LowRank : null;

    /// <summary>The tokens of a vocabulary that is learned, at most.</summary>
    internal int LearnedVocabulary => Vocabulary ?? (IsTiny ? 1000 : 4000);

    /// <summary>The learning rate at the end of the warm-up.</summary>
    internal double HighestRate => LearningRate ?? (Adapters is not null ? 1e-4 : IsPublished ? 2e-5 : IsTiny ? 3e-3 : 1e-3);

    /// <summary>Whether the class head's matrix stays as it was drawn, so that hidden states learn to meet it, not the other way round.</summary>
    /// <remarks>Late fusion reads rows of all folds' models as if they were one. Models from scratch start from the same head, of the same seed, so where it is fixed they mean
    /// the same by the same direction. On the quickstart corpus, without mining and with one seed, that took late fusion with the hidden states from 0.725 to 0.742 out of
    /// fold. Without a class loss nothing would turn the states towards the head; a published model's states mean the same in all folds already.</remarks>
    internal bool IsHeadFixed => !IsPublished && ClassLoss > 0;

    /// <summary>The positions that the longest row needs: sound, words, and 64 for prompt and answer.</summary>
    internal int LongestRow => LongestAudio + LongestText + 64;

    /// <summary>The options with what is left open decided, and without what changes no byte of a trained model: where they are equal, so are models of the same rows, seed
    /// and language model. A published one is known by its content, not by where it lies.</summary>
    internal AudioTextOptions Decisive => this with
    {
        Model = IsPublished ? "" : Model,
        Audio = "",
        Feature = JointFeature.HiddenState,
        LowRank = Adapters is { } adapters ? adapters with { Use = LowRankUse.On } : new LowRankOptions { Use = LowRankUse.Off },
        Vocabulary = IsPublished ? null : LearnedVocabulary,
        LearningRate = HighestRate,
        Recompute = false,
    };

    private bool IsTiny => Model == LanguageModelPresets.Names[0];

    /// <inheritdoc/>
    public IEnumerable<BrokenRule> BrokenRules()
    {
        if (ClassLoss + WordLoss == 0)
        {
            yield return new BrokenRule("classLoss", "is 0, and so is wordLoss; one of the two must be above 0, or nothing is learned");
        }

        if (AudioAlone + TextAlone > 1)
        {
            yield return new BrokenRule("audioAlone", string.Create(CultureInfo.InvariantCulture, $"is {AudioAlone}, and textAlone {TextAlone}; together they must be 1 or less"));
        }
    }

    /// <summary>All that is wrong with the options, placed by their keys.</summary>
    internal IReadOnlyList<Fault> Faults() => OptionsCheck.Faults(this, Section);
}
