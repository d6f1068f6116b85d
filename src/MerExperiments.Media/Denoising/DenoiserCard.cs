using MerExperiments.Media.Spectral;
using MerExperiments.Media.VoiceActivity;
using MerExperiments.Onnx;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Media.Denoising;

/// <summary>What a denoiser is and how it is run: a JSON file <c>NAME.denoiser.json</c>, so that a new ONNX denoiser needs no code.</summary>
public sealed record DenoiserCard
{
    /// <summary>The name, as experiments.json gives it: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>How its graphs are fed.</summary>
    public required DenoiserKind Kind { get; init; }

    /// <summary>The model's sample rate; clips are resampled to it and back. Default 16,000.</summary>
    public int SampleRateHz { get; init; } = Waveform.EncoderRateHz;

    /// <summary>The graphs, in the order in which they run: two for <see cref="DenoiserKind.StreamingTwoStage"/>, else one.</summary>
    public required IReadOnlyList<DenoiserGraph> Graphs { get; init; }

    /// <summary>Samples per frame of a streaming denoiser. Default 512.</summary>
    public int FrameSamples { get; init; } = 512;

    /// <summary>Samples between two frames of a streaming denoiser. Default 256.</summary>
    public int HopSamples { get; init; } = 256;

    /// <summary>The window of <see cref="DenoiserKind.StreamingSpectrum"/>, before and after. Default the square root of Hann's.</summary>
    public FrameWindow Window { get; init; } = FrameWindow.SqrtHann;

    /// <summary>How a <see cref="DenoiserKind.Waveform"/> graph takes and gives samples; null for the other kinds.</summary>
    public WaveformLayout? Layout { get; init; }

    /// <summary>The licence of the weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Where they come from.</summary>
    public required string Source { get; init; }

    /// <summary>Reads a card and checks it, all faults at once.</summary>
    /// <exception cref="InvalidInputException">The file is not a card, or what it says cannot be.</exception>
    public static DenoiserCard Read(string path) => CardFile.Read<DenoiserCard>(path, "a denoiser card", (card, place) => card.Validate(place));

    /// <summary>The denoiser that the card describes.</summary>
    public MediaModel<IDenoiser> ToModel() => new(Name, CardFile.Definition(this), root => new CardDenoiser(this, root), Check)
    {
        Files = [.. Graphs.Select(graph => graph.Model), .. NeedsSpeech ? [VoiceActivityDetector.Model] : Array.Empty<ModelFile>()],
    };

    /// <summary>True where a separator's output is chosen by how much speech it holds.</summary>
    internal bool NeedsSpeech => Layout?.Speaker == SpeakerRule.MostSpeech;

    private IReadOnlyList<Fault> Check(string modelsRoot) =>
    [
        .. Graphs.SelectMany((graph, i) => DenoiserTensors.Of(this, i).Check(modelsRoot, Name, graph.Model)),
        .. NeedsSpeech ? VoiceActivityDetector.Check(modelsRoot) : [],
    ];

    /// <summary>What is wrong with the card in itself; the model files are checked by the <see cref="MediaModel{T}.Check"/> of <see cref="ToModel"/>.</summary>
    /// <param name="place">How faults call the card.</param>
    public IReadOnlyList<Fault> Validate(string place) =>
        [.. Rules().Concat(KindRules()).Concat(Graphs.SelectMany(GraphRules)).Select(fault => fault with { Place = $"{place}: {fault.Place}" })];

    private IEnumerable<Fault> Rules() =>
    [
        .. Rule(CardFile.IsName(Name), "name", $"is \"{Name}\"; it must be lower-case letters, digits and hyphens"),
        .. Rule(SampleRateHz is >= 8000 and <= 192_000, "sampleRateHz", $"is {SampleRateHz}; it must lie in 8,000 to 192,000"),
        .. Rule(Graphs.Count == GraphCount, "graphs", $"has {Graphs.Count} entries; {Kind} must have {GraphCount}"),
        .. Rule(Kind == DenoiserKind.Waveform == Layout is not null, "layout", $"is {(Layout is null ? "absent" : "given")}; it belongs to the kind waveform, and only to it"),
    ];

    private int GraphCount => Kind == DenoiserKind.StreamingTwoStage ? 2 : 1;

    private IEnumerable<Fault> KindRules() => Layout is null
        ? OptionsCheck.Faults(new StftOptions { FrameSamples = FrameSamples, HopSamples = HopSamples }, "")
        : Graphs.Count == 1 ? Layout.Validate(Graphs[0].Outputs.Count) : [];

    private IEnumerable<Fault> GraphRules(DenoiserGraph graph, int index)
    {
        string at = FormattableString.Invariant($"graphs[{index}]");
        bool hexadecimal = graph.Sha256 is null || (graph.Sha256.Length == 64 && graph.Sha256.All(char.IsAsciiHexDigit));
        bool streams = Kind != DenoiserKind.Waveform;
        return
        [
            .. Rule(hexadecimal, $"{at}.sha256", $"is \"{graph.Sha256}\"; it must be 64 hexadecimal digits"),
            .. Rule(graph.Outputs.Count >= 1, $"{at}.outputs", "has 0 entries; it must have 1 or more"),
            .. Rule(!streams || graph.Outputs.Count <= 1, $"{at}.outputs", $"has {graph.Outputs.Count} entries; a streaming graph must have 1"),
            .. Rule(streams || graph.States.Count == 0, $"{at}.states", $"has {graph.States.Count} entries; a waveform graph must have none"),
            .. graph.States.SelectMany((state, i) => Rule(
                state.Shape.Count > 0 && state.Shape.All(length => length > 0),
                FormattableString.Invariant($"{at}.states[{i}].shape"),
                $"is [{string.Join(", ", state.Shape)}]; all lengths must be 1 or more")),
        ];
    }

    private static IEnumerable<Fault> Rule(bool holds, string property, string problem) => holds ? [] : [new Fault(property, problem)];
}

/// <summary>How a denoiser's graphs are fed.</summary>
public enum DenoiserKind
{
    /// <summary>One graph, one spectrum [1, bins, 1, 2] at a time, with recurrent states; it gives the clean spectrum. GTCRN.</summary>
    StreamingSpectrum,

    /// <summary>Two graphs with recurrent states: magnitudes [1, 1, bins] to a mask, then the masked frame [1, 1, samples] to the clean frame. DTLN.</summary>
    StreamingTwoStage,

    /// <summary>One graph, a piece of waveform to one or more waveforms of the same length. MossFormer2.</summary>
    Waveform,
}
