using MerExperiments.Corpora;
using MerExperiments.Encoders.Inference;
using MerExperiments.Media;
using MerExperiments.Media.Spectral;
using MerExperiments.Storage;

namespace MerExperiments.Encoders;

/// <summary>What a card must hold to, before any model file is looked at.</summary>
internal static class EncoderCardRules
{
    private static readonly EncoderInput[] Sounds =
        [EncoderInput.Waveform, EncoderInput.WaveformInt16, EncoderInput.WaveformNormalised, EncoderInput.LogMel];

    /// <summary>The faults, each at a property of the card.</summary>
    public static IEnumerable<Fault> Of(EncoderCard card) =>
    [
        .. General(card), .. Sections(card), .. Audio(card), .. card.Image is { } image ? Of(image) : [],
        .. card.Graphs.SelectMany((graph, i) => EncoderGraphRules.Of(card, graph, i)), .. Download.Validate(card.Downloads, "downloads"),
    ];

    /// <summary>The modality that an input belongs to.</summary>
    public static Modality ModalityOf(EncoderInput input) => input switch
    {
        EncoderInput.Codepoints or EncoderInput.Tokens => Modality.Text,
        EncoderInput.FaceFrames or EncoderInput.Images => Modality.Video,
        _ => Modality.Audio,
    };

    /// <summary>A fault where a rule does not hold.</summary>
    public static IEnumerable<Fault> Rule(bool holds, string property, FormattableString problem) =>
        holds ? [] : [new Fault(property, FormattableString.Invariant(problem))];

    private static IEnumerable<Fault> General(EncoderCard card) =>
    [
        .. Rule(CardFile.IsName(card.Name), "name", $"is \"{card.Name}\"; it must be lower-case letters, digits and hyphens"),
        .. Rule(card.Dimension > 0, "dimension", $"is {card.Dimension}; it must be 1 or more"),
        .. Rule(
            card.Dimension % Pooling.Factor(card.Pooling) == 0,
            "dimension",
            $"is {card.Dimension}; the pooling {card.Pooling} gives {Pooling.Factor(card.Pooling)} values per value of a frame, and it must be a multiple of that"),
        .. Rule(card.MinimumLength > 0, "minimumLength", $"is {card.MinimumLength}; it must be 1 or more"),
        .. Rule(card.BatchValues is null or > 0, "batchValues", $"is {card.BatchValues}; it must be 1 or more"),
        .. Rule(card.Graphs.Count is 1 or 2, "graphs", $"has {card.Graphs.Count} entries; it must have 1 or 2"),
        .. Rule(
            ModalityOf(card.Input) == card.Modality,
            "input",
            $"is {card.Input} for the modality {card.Modality}; it feeds {ModalityOf(card.Input)} encoders only"),
    ];

    private static IEnumerable<Fault> Sections(EncoderCard card)
    {
        bool pictures = card.Input is EncoderInput.Images or EncoderInput.FaceFrames;
        return
        [
            .. Rule(card.Pooling != EncoderPooling.None || !pictures, "pooling", $"is none; face frames must be pooled"),
            .. Rule(card.Pooling != EncoderPooling.None || card.Frames is null, "pooling", $"is none beside frames; frames must be pooled"),
            .. Rule((card.Image is not null) == (card.Input == EncoderInput.Images), "image", $"is {Presence(card.Image)}; the input images must have it, and no other may"),
            .. Rule(
                (card.Tokenizer is not null) == (card.Input == EncoderInput.Tokens),
                "tokenizer",
                $"is {Presence(card.Tokenizer)}; the input tokens must have it, and no other may"),
            .. Rule(card.Frames is null || Sounds.Contains(card.Input), "frames", $"is given for the input {card.Input}; only sounds have it"),
            .. Rule(card.Frames is not null || card.Input != EncoderInput.LogMel, "frames", $"is absent; log-mel must have it, e.g. receptiveField 1 and stride 320 for Whisper"),
            .. Rule(card.Chunking is null || card.Frames is not null, "chunking", $"is given without frames; pieces can be joined only where frames says how many each gives"),
            .. Rule(card.Chunking is null || card.Graphs.Count == 1, "chunking", $"is given for {card.Graphs.Count} graphs; it must be one"),
            .. Rule(card.MelBands > 0, "melBands", $"is {card.MelBands}; it must be 1 or more"),
        ];
    }

    private static IEnumerable<Fault> Audio(EncoderCard card)
    {
        FrameGeometry geometry = card.Frames ?? new FrameGeometry { ReceptiveField = 1, Stride = 1 };
        bool valid = geometry.ReceptiveField > 0 && geometry.Stride > 0;
        AudioChunking chunking = card.Chunking ?? AudioPiece.Longest(Safe(geometry), WhisperLogMel.Samples);
        bool chunkValid = chunking.ChunkSeconds is > 0 and < 86_400 && chunking.ContextSeconds is >= 0 and < 86_400;
        return
        [
            .. Rule(geometry.ReceptiveField > 0, "frames.receptiveField", $"is {geometry.ReceptiveField}; it must be 1 or more"),
            .. Rule(geometry.Stride > 0, "frames.stride", $"is {geometry.Stride}; it must be 1 or more"),
            .. Rule(
                card.Input == EncoderInput.LogMel || card.MinimumLength >= geometry.ReceptiveField,
                "minimumLength",
                $"is {card.MinimumLength}; it must be frames.receptiveField, {geometry.ReceptiveField}, or more"),
            .. Rule(chunking.ChunkSeconds is > 0 and < 86_400, "chunking.chunkSeconds", $"is {chunking.ChunkSeconds}; it must be more than 0 and less than a day"),
            .. Rule(chunking.ContextSeconds is >= 0 and < 86_400, "chunking.contextSeconds", $"is {chunking.ContextSeconds}; it must be 0 or more and less than a day"),
            .. Rule(
                !valid || !chunkValid || card.Input != EncoderInput.LogMel || AudioPiece.LongestOf(geometry, chunking) <= WhisperLogMel.Samples,
                "chunking",
                $"makes pieces of {AudioPiece.LongestOf(Safe(geometry), chunkValid ? chunking : AudioPiece.Longest(Safe(geometry), WhisperLogMel.Samples)) / (double)Waveform.EncoderRateHz:0.##} s with their context; log-mel takes 30 s or less"),
        ];
    }

    private static FrameGeometry Safe(FrameGeometry geometry) =>
        new() { ReceptiveField = Math.Max(1, geometry.ReceptiveField), Stride = Math.Max(1, geometry.Stride) };

    private static IEnumerable<Fault> Of(ImagePreparation image) =>
    [
        .. Rule(image.Size is > 0 and <= 4_096, "image.size", $"is {image.Size}; it must be from 1 to 4096 pixels"),
        .. Rule(double.IsFinite(image.Scale) && image.Scale != 0, "image.scale", $"is {image.Scale}; it must not be 0"),
        .. Rule(
            image.Mean.Count == 1 || image.Mean.Count == image.ChannelCount,
            "image.mean",
            $"has {image.Mean.Count} numbers; it must have 1 or {image.ChannelCount}"),
        .. Rule(
            image.Std.Count == 1 || image.Std.Count == image.ChannelCount,
            "image.std",
            $"has {image.Std.Count} numbers; it must have 1 or {image.ChannelCount}"),
        .. Rule(image.Std.All(number => number != 0), "image.std", $"has a 0; values are divided by it"),
    ];

    private static string Presence(object? section) => section is null ? "absent" : "given";
}
