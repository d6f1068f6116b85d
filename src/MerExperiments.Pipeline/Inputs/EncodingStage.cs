using MerExperiments.Corpora;
using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Fusion.Text;
using MerExperiments.Media.Preparation;
using MerExperiments.Onnx;
using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Inputs;

/// <summary>Turns all utterances into features, one table per encoder, from the store where it has them; then normalises.</summary>
internal sealed class EncodingStage
{
    private readonly Workspace _workspace;
    private readonly ExperimentConfiguration _configuration;
    private readonly EncoderRegistry _registry;
    private readonly IReadOnlyList<string> _faceDetectors;
    private readonly ExecutionDevice _device;

    /// <summary>Looks up the encoders of an experiment.</summary>
    /// <param name="workspace">Where everything lies.</param>
    /// <param name="configuration">The experiment's settings.</param>
    /// <param name="faceDetectors">The names of the face detectors, for a fault that proposes one.</param>
    /// <param name="progress">Told of a built-in graph that was damaged and is written again.</param>
    public EncodingStage(Workspace workspace, ExperimentConfiguration configuration, IReadOnlyList<string> faceDetectors, IRunProgress progress)
    {
        (_workspace, _configuration, _faceDetectors) = (workspace, configuration, faceDetectors);
        _registry = EncoderRegistry.In(workspace, configuration.Models.Root, progress.Say);
        _device = Devices.Of(configuration.Device);
    }

    /// <summary>The scales that stand for all rows in normalisation, by encoder, where the corpus holds only new clips; null for those of the corpus itself.</summary>
    public IReadOnlyDictionary<string, FeatureScale>? Scales { get; init; }

    /// <summary>Whether a corpus may have nothing at all for an encoder: true for clips that are predicted, of which each says what it lacks. Default false.</summary>
    public bool TakesAnyClips { get; init; }

    /// <summary>The encoders that can be named.</summary>
    public EncoderRegistry Registry => _registry;

    /// <summary>The modalities that the experiment's encoders and its joint model read.</summary>
    public IReadOnlySet<Modality> Modalities =>
        _configuration.StoredEncoders.Concat(Heard).Select(encoder => _registry[encoder].Modality)
            .Concat(_configuration.JointModel is null && !_configuration.FitsTexts ? [] : [Modality.Text]).ToHashSet();

    /// <summary>The encoder whose frames the joint model hears, where there is one.</summary>
    public IEnumerable<string> Heard => _configuration.JointModel is { Audio: not NamesAttribute.None and var encoder } ? [encoder] : [];

    /// <summary>What would keep the encoders from running: a model file that is missing, changed or lacks a tensor.</summary>
    public IReadOnlyList<Fault> Faults()
    {
        string[] encoders = [.. _configuration.StoredEncoders.Concat(Heard).Distinct()];
        return [.. encoders.Length > 0 ? Devices.Faults(_configuration.Device) : [], .. encoders.SelectMany(_registry.Check), .. TakenName()];
    }

    /// <summary>The faults of a corpus of which an encoder could read nothing at all: a wrong folder is no corpus of missing clips.</summary>
    public IReadOnlyList<Fault> Faults(Corpus corpus) =>
        [
            .. _configuration.StoredEncoders.Select(encoder => Unreadable("encoders", _registry[encoder], corpus)).OfType<Fault>(),
            .. NoTexts(corpus),
            .. Heard.Select(encoder => Unreadable("audioText.audio", _registry[encoder], corpus)).OfType<Fault>(),
            .. FacesNotFound(corpus),
            .. NothingToRead(corpus),
        ];

    /// <summary>The fault of a joint model that hears nothing, on a corpus in which there is nothing to read either.</summary>
    private IEnumerable<Fault> NothingToRead(Corpus corpus)
    {
        bool deaf = _configuration.JointModel is { Audio: NamesAttribute.None };
        if (deaf && _configuration.Prepare.Transcripts == TranscriptOrigin.Corpus && corpus.Utterances.All(u => string.IsNullOrWhiteSpace(u.Text)))
        {
            yield return new Fault(
                "audioText.audio", $"is none, and no utterance of {corpus.Name} has a transcript, so the joint model has neither sound nor words; name the encoder it hears, such as mel-frames, or give the corpus transcripts");
        }
    }

    /// <summary>The fault of a card that has the name of the encoder that has none.</summary>
    private IEnumerable<Fault> TakenName()
    {
        if (_configuration.FitsTexts && _registry.Names.Contains(TextRows.EncoderName))
        {
            yield return new Fault($"encoders: {TextRows.EncoderName}", "is fitted inside the run, and a card in datasets/encoders has the same name; the card's encoder must have another");
        }
    }

    /// <summary>The fault of a corpus without any transcript to fit terms to. A recogniser may still make some.</summary>
    private IEnumerable<Fault> NoTexts(Corpus corpus)
    {
        if (_configuration.FitsTexts && _configuration.Prepare.Transcripts == TranscriptOrigin.Corpus && corpus.Utterances.All(u => string.IsNullOrWhiteSpace(u.Text)))
        {
            yield return new Fault($"encoders: {TextRows.EncoderName}", $"reads transcripts, but no utterance of {corpus.Name} has any; leave the encoder out");
        }
    }

    /// <summary>The fault of a corpus of videos in which nobody looks for faces.</summary>
    private IEnumerable<Fault> FacesNotFound(Corpus corpus)
    {
        int videos = corpus.Utterances.Count(u => PreparationStage.IsVideo(u));
        string? encoder = _configuration.StoredEncoders.FirstOrDefault(name => _registry[name].Modality == Modality.Video);
        if (encoder is not null && videos > 0 && _configuration.Prepare.Faces == NamesAttribute.None)
        {
            yield return new Fault("prepare.faces", $"is none, but {encoder} reads faces and {videos} clips of {corpus.Name} are videos; name a detector: {string.Join(", ", _faceDetectors)}");
        }
    }

    /// <summary>Encodes a prepared corpus.</summary>
    /// <param name="corpus">The corpus, its media paths those of the prepared signals.</param>
    /// <param name="workers">Clips encoded side by side; it changes no result.</param>
    /// <param name="progress">Receives progress and notices.</param>
    /// <param name="cancellation">Stops the work; what is finished is kept.</param>
    public EncodedCorpus Encode(Corpus corpus, int workers, IRunProgress progress, CancellationToken cancellation)
    {
        ExtractionResult[] results = [.. Extract(corpus, FeatureLevel.Utterance, workers, progress, cancellation)];
        FeatureTable[] tables = [.. results.Select(result => result.Table)];
        bool isNormalised = _configuration.Normalise == Normalisation.Speaker;
        var scales = isNormalised ? tables.ToDictionary(table => table.Encoder, ScaleOf, StringComparer.Ordinal) : [];
        return new EncodedCorpus(
            isNormalised ? PerSpeaker(tables, corpus, scales) : tables,
            [.. results.Select(result => result.Folder)],
            [.. results.SelectMany(result => result.Quarantined)])
        { Scales = scales };
    }

    /// <summary>The frames of a prepared corpus that the joint model hears; null where the experiment has none.</summary>
    /// <inheritdoc cref="Encode"/>
    public AudioFrames? Hear(Corpus corpus, int workers, IRunProgress progress, CancellationToken cancellation)
    {
        if (_configuration.JointModel is not { Audio: var encoder })
        {
            return null;
        }

        if (encoder == NamesAttribute.None)
        {
            return AudioFrames.None(corpus);
        }

        ExtractionResult result = Extract(corpus, encoder, FeatureLevel.Frame, workers, progress, cancellation);
        RequirePresent(encoder, result, corpus);
        return new AudioFrames(result.Frames, Path.GetFileName(result.Folder), result.Quarantined);
    }

    /// <summary>Encodes a prepared corpus at one level, encoder by encoder.</summary>
    /// <exception cref="InvalidInputException">An encoder could read none of the utterances.</exception>
    public IEnumerable<ExtractionResult> Extract(
        Corpus corpus, FeatureLevel level, int workers, IRunProgress progress, CancellationToken cancellation)
    {
        foreach (string encoder in _configuration.StoredEncoders)
        {
            ExtractionResult result = Extract(corpus, encoder, level, workers, progress, cancellation);
            RequirePresent(encoder, result, corpus);
            yield return result;
        }
    }

    private static Fault? Unreadable(string key, EncoderCard card, Corpus corpus)
    {
        string[] inputs =
        [
            .. corpus.Utterances.Select(u => card.Modality switch
            {
                Modality.Audio => u.AudioPath,
                Modality.Video => u.VideoPath,
                _ => u.Text,
            }).OfType<string>(),
        ];
        string what = card.Modality.ToString().ToLowerInvariant();
        return inputs.Length == 0
            ? new Fault($"{key}: {card.Name}", $"reads {what}, but no utterance of {corpus.Name} has any; leave the encoder out")
            : card.Modality == Modality.Text || inputs.Any(Path.Exists)
                ? null
                : new Fault(
                    $"{key}: {card.Name}",
                    $"finds none of the {inputs.Length} {what} files of {corpus.Name}, the first being {inputs[0]}; paths start at {corpus.Root}; mend them or corpus.root, or leave the encoder out");
    }

    private void RequirePresent(string encoder, ExtractionResult result, Corpus corpus)
    {
        if (!TakesAnyClips && !result.States.Contains(FeatureState.Present))
        {
            string first = result.Quarantined.Count == 0 ? "" : $"; the first, {result.Quarantined[0].Path}, {result.Quarantined[0].Reason}";
            throw new InvalidInputException(
                $"encoders: {encoder}", $"could read none of the {corpus.Utterances.Count} utterances of {corpus.Name}{first}; mend them, or leave the encoder out");
        }
    }

    private ExtractionResult Extract(Corpus corpus, string encoder, FeatureLevel level, int workers, IRunProgress progress, CancellationToken cancellation)
    {
        using IStageProgress stage = progress.Begin($"encode {encoder}{(level == FeatureLevel.Frame ? ", frames" : "")}", corpus.Utterances.Count, "clips");
        int told = 0;
        return EncoderExtraction.Run(
            _registry[encoder],
            _registry,
            corpus,
            new FeatureStore(_workspace.Features, notice: progress.Say),
            new ExtractionOptions { Workers = workers, Level = level, Device = _device, Progress = Tell },
            cancellation);

        void Tell(int done, int all) => stage.Advance(Math.Max(0, done - Interlocked.Exchange(ref told, done)));
    }

    private FeatureScale ScaleOf(FeatureTable table) => Scales?[table.Encoder] ?? FeatureScale.Of(table);

    private static List<FeatureTable> PerSpeaker(IReadOnlyList<FeatureTable> tables, Corpus corpus, Dictionary<string, FeatureScale> scales)
    {
        var speakerOf = corpus.Utterances.ToDictionary(u => u.Name, u => u.Speaker, StringComparer.Ordinal);
        return [.. tables.Select(table => PerSpeakerNormalisation.Apply(table, speakerOf, scales[table.Encoder]))];
    }
}
