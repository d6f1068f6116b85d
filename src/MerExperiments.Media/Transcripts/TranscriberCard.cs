using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;
using MerExperiments.Settings;
using MerExperiments.Storage;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Transcripts;

/// <summary>A speech recogniser in one ONNX model whose output is decoded by connectionist temporal classification (CTC): the file NAME.transcriber.json.</summary>
public sealed record TranscriberCard
{
    /// <summary>The name, as experiments.json gives it: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The model, relative to the models root.</summary>
    public required ModelFile Model { get; init; }

    /// <summary>The tokens: one a line (a following space and id count), or a .json of tokens and their ids.</summary>
    public required ModelFile Vocabulary { get; init; }

    /// <summary>What the model is fed.</summary>
    public required TranscriberFeatures Features { get; init; }

    /// <summary>The filter bank; read with <see cref="TranscriberFeatures.KaldiFbank"/> alone. Default: Kaldi's, 80 bands.</summary>
    public KaldiLogMelOptions Fbank { get; init; } = new();

    /// <summary>Mel bands; read with <see cref="TranscriberFeatures.LogMel"/> alone. Default 80.</summary>
    public int LogMelBands { get; init; } = 80;

    /// <summary>The input that takes the features, float.</summary>
    public required string Input { get; init; }

    /// <summary>An input [1] that takes their length, or null where the model has none.</summary>
    public string? Lengths { get; init; }

    /// <summary>An input [1, length] that takes ones, or null where the model has none.</summary>
    public string? Mask { get; init; }

    /// <summary>Inputs [1] that take a constant, for instance a language.</summary>
    public IReadOnlyDictionary<string, long> Constants { get; init; } = new Dictionary<string, long>();

    /// <summary>The element type of lengths, mask and constants: int64 (the default) or int32.</summary>
    public OnnxElement IntegerElement { get; init; } = OnnxElement.Int64;

    /// <summary>The output: logits or log-probabilities, [1, frames, vocabulary].</summary>
    public required string Output { get; init; }

    /// <summary>Frames at the output's start that stand for no sound. Default 0; SenseVoice has 4.</summary>
    public int SkippedFrames { get; init; }

    /// <summary>The blank token.</summary>
    public required string Blank { get; init; }

    /// <summary>The token, or the mark inside tokens, that stands for a space, for instance | or U+2581; null where words are not separated.</summary>
    public string? WordSeparator { get; init; }

    /// <summary>Tokens that are no text. Tokens written &lt;|...|&gt; never are, and need no mention.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Prefixes kept by beam search, 2 or more; 1, the default, takes the best token of each frame (greedy).</summary>
    public int BeamWidth { get; init; } = 1;

    /// <summary>A longer clip is recognised in pieces of this length. Default 30.</summary>
    public double ChunkSeconds { get; init; } = 30;

    /// <summary>How far a piece reaches into its neighbours; what is recognised there is dropped. Default 1.</summary>
    public double OverlapSeconds { get; init; } = 1;

    /// <summary>The shortest clip the model takes, in samples; shorter ones are followed by silence. Default 400.</summary>
    public int MinimumSamples { get; init; } = 400;

    /// <summary>The licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Where they come from.</summary>
    public required string Source { get; init; }

    /// <summary>Reads a card and checks it, all faults at once.</summary>
    /// <exception cref="InvalidInputException">The file is not a card, or what it says cannot be.</exception>
    public static TranscriberCard Read(string path) => CardFile.Read<TranscriberCard>(path, "a transcriber card", (card, place) => card.Validate(place));

    /// <summary>The transcriber that the card describes.</summary>
    public MediaModel<ITranscriber> ToModel() => new(Name, CardFile.Definition(this), root => new CtcTranscriber(this, root), Check) { Files = [Model, Vocabulary] };

    private IReadOnlyList<Fault> Check(string modelsRoot)
    {
        IReadOnlyList<Fault> faults = [.. Model.Check(modelsRoot, $"the transcriber {Name}", [.. Inputs()], [new OnnxTensor(Output, OnnxElement.Single, 3)]), .. VocabularyFaults(modelsRoot)];
        return faults.Count > 0 ? faults : [.. SizeFaults(modelsRoot)];
    }

    /// <summary>What is wrong with the card in itself; its files are checked by the <see cref="MediaModel{T}.Check"/> of <see cref="ToModel"/>.</summary>
    /// <param name="place">How faults call the card.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
    [
        .. Rule(CardFile.IsName(Name), $"{place}: name", $"is \"{Name}\"; it must be lower-case letters, digits and hyphens"),
        .. OptionsCheck.Faults(Fbank, $"{place}: fbank"),
        .. Rule(Features == TranscriberFeatures.KaldiFbank || Fbank == new KaldiLogMelOptions(), $"{place}: fbank", "is set; only the features kaldi-fbank have one"),
        .. Rule(LogMelBands is 80 or 128, $"{place}: logMelBands", $"is {LogMelBands}; it must be 80 or 128"),
        .. Rule(IntegerElement is OnnxElement.Int64 or OnnxElement.Int32, $"{place}: integerElement", $"is {IntegerElement}; it must be int64 or int32"),
        .. Rule(SkippedFrames >= 0, $"{place}: skippedFrames", $"is {SkippedFrames}; it must be 0 or more"),
        .. Rule(BeamWidth is >= 1 and <= 100, $"{place}: beamWidth", $"is {BeamWidth}; it must lie in 1 to 100"),
        .. Rule(MinimumSamples >= 1, $"{place}: minimumSamples", $"is {MinimumSamples}; it must be 1 or more"),
        .. Rule(OverlapSeconds >= 0, $"{place}: overlapSeconds", FormattableString.Invariant($"is {OverlapSeconds}; it must be 0 or more")),
        .. Rule(ChunkSeconds >= 1 && ChunkSeconds > 4 * OverlapSeconds, $"{place}: chunkSeconds", FormattableString.Invariant(
            $"is {ChunkSeconds}; it must be 1 or more, and more than 4 times overlapSeconds, {OverlapSeconds}")),
        .. Rule(Features != TranscriberFeatures.LogMel || ChunkSeconds <= 30, $"{place}: chunkSeconds", FormattableString.Invariant(
            $"is {ChunkSeconds}; with the features log-mel it must be 30 or less")),
    ];

    private static IEnumerable<Fault> Rule(bool holds, string place, string problem) => holds ? [] : [new Fault(place, problem)];

    private IEnumerable<OnnxTensor> Inputs()
    {
        bool isWaveform = Features is TranscriberFeatures.Waveform or TranscriberFeatures.WaveformNormalised;
        yield return new OnnxTensor(Input, OnnxElement.Single, isWaveform ? 2 : 3);
        if (Lengths is { } lengths)
        {
            yield return new OnnxTensor(lengths, IntegerElement, 1);
        }

        if (Mask is { } mask)
        {
            yield return new OnnxTensor(mask, IntegerElement, 2);
        }

        foreach (string constant in Constants.Keys.Order(StringComparer.Ordinal))
        {
            yield return new OnnxTensor(constant, IntegerElement, 1);
        }
    }

    /// <summary>A model whose last axis is fixed tells before work whether the vocabulary is its own.</summary>
    private IEnumerable<Fault> SizeFaults(string modelsRoot)
    {
        using InferenceSession session = OnnxSession.Open(Model.PathIn(modelsRoot));
        int width = session.OutputMetadata[Output].Dimensions[^1], tokens = CtcVocabulary.Read(this, modelsRoot).Count;
        return width <= 0 || width == tokens
            ? []
            : [new Fault(Vocabulary.PathIn(modelsRoot), FormattableString.Invariant($"holds {tokens} tokens; the model's output \"{Output}\" has {width}, and they must be as many"))];
    }

    private IReadOnlyList<Fault> VocabularyFaults(string modelsRoot) => InvalidInputException.FaultsOf(() => CtcVocabulary.Read(this, modelsRoot));
}

/// <summary>What a recogniser's model is fed.</summary>
public enum TranscriberFeatures
{
    /// <summary>Samples, [1, n], full scale at 1.</summary>
    Waveform,

    /// <summary>Samples of the whole clip brought to mean 0 and variance 1, [1, n], as wav2vec2 and HuBERT were trained.</summary>
    WaveformNormalised,

    /// <summary>Kaldi's filter bank, [1, frames, values], with stacking, shift and scale as the card says.</summary>
    KaldiFbank,

    /// <summary>Whisper's log-mel energies of 30 s, [1, bands, 3000].</summary>
    LogMel,
}
