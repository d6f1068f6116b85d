using MerExperiments.Corpora;
using MerExperiments.Encoders;
using MerExperiments.Features;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Turns all utterances into features, one table per encoder, from the store where it has them; then normalises.</summary>
public sealed class EncodingStage
{
    private readonly Workspace _workspace;
    private readonly ExperimentConfiguration _configuration;
    private readonly EncoderRegistry _registry;

    /// <summary>Opens the encoders of an experiment.</summary>
    /// <exception cref="InvalidInputException">A model file is missing, changed or lacks a tensor; all faults at once.</exception>
    public EncodingStage(Workspace workspace, ExperimentConfiguration configuration)
    {
        (_workspace, _configuration) = (workspace, configuration);
        _registry = Registry.Encoders(workspace, configuration.Models.Root);
        InvalidInputException.ThrowIfAny([.. configuration.Encoders.SelectMany(_registry.Check)]);
    }

    /// <summary>Refuses a corpus of which an encoder could read nothing at all: a wrong folder is no corpus of missing clips.</summary>
    /// <exception cref="InvalidInputException">All encoders of that kind at once.</exception>
    public void RequireMedia(Corpus corpus) =>
        InvalidInputException.ThrowIfAny([.. _configuration.Encoders.Select(encoder => Unreadable(_registry[encoder], corpus)).OfType<Fault>()]);

    /// <summary>Encodes, and notes in the run what could not be read.</summary>
    public IReadOnlyList<FeatureTable> Encode(RunContext context, Corpus corpus, CancellationToken cancellation)
    {
        var tables = new List<FeatureTable>();
        var folders = new List<string>();
        var quarantined = new List<QuarantinedFile>();
        foreach (string encoder in _configuration.Encoders)
        {
            ExtractionResult result = Encode(context, corpus, encoder, cancellation);
            RequirePresent(result, corpus);
            tables.Add(result.Table);
            folders.Add(Path.GetFileName(result.Folder));
            quarantined.AddRange(result.Quarantined);
        }

        context.Session.Keep(folders, quarantined);
        if (quarantined.Count > 0)
        {
            context.Progress.Say($"{quarantined.Count} media files could not be read, the first is {quarantined[0].Path}: {quarantined[0].Reason}; the report lists all");
        }

        return _configuration.Normalise == Normalisation.Speaker ? PerSpeaker(tables, corpus) : tables;
    }

    private static Fault? Unreadable(EncoderCard card, Corpus corpus)
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
            ? new Fault($"encoders: {card.Name}", $"reads {what}, but no utterance of {corpus.Name} has any; leave the encoder out")
            : card.Modality == Modality.Text || inputs.Any(Path.Exists)
                ? null
                : new Fault(
                    $"encoders: {card.Name}",
                    $"finds none of the {inputs.Length} {what} files of {corpus.Name}, the first being {inputs[0]}; check corpus.root, or leave the encoder out");
    }

    private static void RequirePresent(ExtractionResult result, Corpus corpus)
    {
        if (!result.Table.States.Contains(FeatureState.Present))
        {
            string first = result.Quarantined.Count == 0 ? "" : $"; the first, {result.Quarantined[0].Path}, {result.Quarantined[0].Reason}";
            throw new InvalidInputException(
                $"encoders: {result.Table.Encoder}", $"could read none of the {corpus.Utterances.Count} utterances of {corpus.Name}{first}; mend them, or leave the encoder out");
        }
    }

    private ExtractionResult Encode(RunContext context, Corpus corpus, string encoder, CancellationToken cancellation)
    {
        using IStageProgress stage = context.Progress.Begin($"encode {encoder}", corpus.Utterances.Count, "clips");
        int told = 0;
        return EncoderExtraction.Run(
            _registry[encoder], _registry, corpus, new FeatureStore(_workspace.Features), new ExtractionOptions { Workers = context.Workers, Progress = Tell }, cancellation);

        void Tell(int done, int all) => stage.Advance(Math.Max(0, done - Interlocked.Exchange(ref told, done)));
    }

    private static List<FeatureTable> PerSpeaker(IReadOnlyList<FeatureTable> tables, Corpus corpus)
    {
        var speakerOf = corpus.Utterances.ToDictionary(u => u.Name, u => u.Speaker, StringComparer.Ordinal);
        return [.. tables.Select(table => PerSpeakerNormalisation.Apply(table, speakerOf))];
    }
}
