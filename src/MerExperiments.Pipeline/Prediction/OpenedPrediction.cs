using System.Globalization;
using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion.Text;
using MerExperiments.Media.Preparation;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>A prediction whose input has been checked: the model, the clips and what prepares and encodes them fit each other, and work may begin.</summary>
internal sealed class OpenedPrediction
{
    private readonly DescribedModel _model;
    private readonly Corpus _clips;
    private readonly Stages _stages;

    private OpenedPrediction(DescribedModel model, Corpus clips, Stages stages) => (_model, _clips, _stages) = (model, clips, stages);

    /// <summary>Checks what is asked for.</summary>
    /// <exception cref="InvalidInputException">All faults of the model, the clips and what they need.</exception>
    public static OpenedPrediction Open(Toolkit toolkit, Workspace workspace, PredictionRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        DescribedModel? model = null;
        Corpus? clips = null;
        Stages? stages = null;
        faults.AddRange(InvalidInputException.FaultsOf(() => model = DescribedModel.Read(request.FindModel(), workspace)));
        if (model is not null)
        {
            faults.AddRange(InvalidInputException.FaultsOf(() => stages = Stages.Of(model, toolkit, workspace, request, progress)));
        }

        // The clips' faults are told beside the model's, so they are read also where its classes are not known.
        faults.AddRange(InvalidInputException.FaultsOf(() => clips = Clips(request, model?.Labels ?? LabelSet.Mer2024, progress, cancellation)));
        faults.AddRange(OutputFaults(request.Output));
        faults.AddRange(stages is null || clips is null ? [] : stages.Faults(clips, request.Speakers));
        InvalidInputException.ThrowIfAny(faults);
        return new OpenedPrediction(model!, clips!, stages!);
    }

    /// <summary>Prepares, encodes and predicts.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what is finished is kept.</exception>
    public PredictionResult Predict(int workers, IRunProgress progress, CancellationToken cancellation)
    {
        PreparedCorpus prepared = _stages.Preparation.Prepare(_clips, SoundTreatment.Of(_stages.Configuration.Prepare), workers, progress, cancellation);
        EncodedCorpus encoded = _stages.Encoding.Encode(prepared.Corpus, workers, progress, cancellation);
        AudioFrames? heard = _stages.Encoding.Hear(prepared.Corpus, workers, progress, cancellation);
        (FeatureTable Features, Posteriors Posteriors)? joint = heard is null ? null : Joint(prepared.Corpus, heard, progress, cancellation);
        encoded = encoded with { Tables = [.. encoded.Tables, .. Texts(prepared.Corpus)] };
        FeatureTable[] tables = [.. encoded.Tables, .. joint is { } both ? new[] { both.Features } : []];
        Posteriors posteriors = _model.Head is { } head ? head.Predict(tables) : joint!.Value.Posteriors;
        var missing = new MissingModalities(prepared.Corpus, encoded, heard);
        return new PredictionResult(posteriors.Labels, [.. Enumerable.Range(0, posteriors.Count).Select(row => new PredictedClip(
            posteriors.Names[row],
            tables.Any(table => table.States[row] == FeatureState.Present) ? posteriors.Labels[posteriors.PredictedIndex(row)] : null,
            posteriors[row].ToArray(),
            missing.Of(row)))]);
    }

    /// <summary>The transcripts as rows, where the model reads them.</summary>
    private IEnumerable<FeatureTable> Texts(Corpus clips) => (_model.Head?.Texts.Values ?? []).Select(shape => TextRows.Of(
        [.. clips.Utterances.Select(u => u.Name)],
        [.. clips.Utterances.Select(u => u.Text)],
        new TextFeatureOptions { LongestText = shape.LongestText, AcrossWords = shape.AcrossWords }));

    private (FeatureTable Features, Posteriors Posteriors) Joint(Corpus clips, AudioFrames heard, IRunProgress progress, CancellationToken cancellation)
    {
        JointEnsemble joint = _model.Joint!;
        using IStageProgress stage = progress.Begin("encode audio-text", joint.Count, "models");
        var rows = JointRows.Of(heard.Frames, clips.Utterances, clips.Labels);
        (FeatureTable table, Posteriors posteriors) = joint.Encode(rows, Devices.TorchOf(_stages.Configuration.Device), stage, cancellation);
        var speakerOf = clips.Utterances.ToDictionary(u => u.Name, u => u.Speaker, StringComparer.Ordinal);
        bool isNormalised = _stages.Configuration.Normalise == Normalisation.Speaker;
        return (isNormalised ? PerSpeakerNormalisation.Apply(table, speakerOf, _stages.Scales[table.Encoder]) : table, posteriors);
    }

    private static Corpus Clips(PredictionRequest request, LabelSet labels, IRunProgress progress, CancellationToken cancellation)
    {
        bool isFolder = Directory.Exists(request.Clips), isClip = File.Exists(request.Clips) && ClipFolderReader.IsMedia(request.Clips);
        Corpus read = isFolder || isClip ? new ClipFolderReader(request.Clips, progress.Say).Read(labels)
            : File.Exists(request.Clips) ? new ManifestReader(new ManifestOptions { Manifest = request.Clips }).ReadClips(labels, cancellation)
            : throw new InvalidInputException("--clips", $"is {request.Clips}, which does not exist; name a CSV of clips, a folder of sound or video files, or one such file");
        return request.Speakers is not { } choice ? read : read.With(read.Utterances.Select(u => u with { Speaker = u.Speaker ?? NameOf(choice, u) }));
    }

    private static string? NameOf(SpeakerChoice choice, Utterance clip) => choice switch
    {
        SpeakerChoice.One => "all clips that name no speaker",
        SpeakerChoice.Each => $"the speaker of the clip {clip.Name}",
        _ => null,
    };

    /// <summary>Looked at before the work, so that hours of encoding do not end at a folder that cannot be written.</summary>
    private static IEnumerable<Fault> OutputFaults(string? output)
    {
        if (output is null)
        {
            yield break;
        }

        if (Directory.Exists(output))
        {
            yield return new Fault("--out", $"is {output}, which is a folder; name a file");
        }
        else if (!Directory.Exists(Path.GetDirectoryName(output)))
        {
            yield return new Fault("--out", $"is {output}, whose folder does not exist; make it, or name another file");
        }
    }

    /// <summary>What prepares and encodes the clips as the run did.</summary>
    private sealed record Stages(ExperimentConfiguration Configuration, PreparationStage Preparation, EncodingStage Encoding, IReadOnlyDictionary<string, FeatureScale> Scales)
    {
        public static Stages Of(DescribedModel model, Toolkit toolkit, Workspace workspace, PredictionRequest request, IRunProgress progress)
        {
            var faults = new List<Fault>();
            PredictionSettings? settings = null;
            faults.AddRange(InvalidInputException.FaultsOf(() => settings = PredictionSettings.Read(model.Features.Settings, toolkit, workspace, model.Card)));
            ExperimentConfiguration configuration = (settings ?? new PredictionSettings()).With([], request.ModelsRoot);
            var registry = new EncodingStage(workspace, configuration, toolkit.FaceDetectors, progress).Registry;
            faults.AddRange(settings is null ? [] : Devices.Faults(configuration.Device));
            faults.AddRange(settings is null ? [] : model.EncoderFaults(registry));
            InvalidInputException.ThrowIfAny(faults);
            return Of(model, settings!.With(model.Encoders, request.ModelsRoot), toolkit, workspace, progress);
        }

        public IEnumerable<Fault> Faults(Corpus clips, SpeakerChoice? speakers)
        {
            int unknown = clips.Utterances.Count(u => u.Speaker is null);
            if (Configuration.Normalise == Normalisation.Speaker && speakers is null && unknown > 0)
            {
                yield return new Fault("--speakers", string.Create(
                    CultureInfo.InvariantCulture,
                    $"is not given, but the model's features are normalised per speaker, and {unknown} of {clips.Utterances.Count} clips name none; add a column \"speaker\" to a CSV, or say whose they are: one (all of one speaker), each (each of another) or none (not known)"));
            }

            foreach (Fault fault in Preparation.Faults(clips))
            {
                yield return fault;
            }
        }

        private static Stages Of(DescribedModel model, ExperimentConfiguration configuration, Toolkit toolkit, Workspace workspace, IRunProgress progress)
        {
            IReadOnlyDictionary<string, FeatureScale> scales = model.Scales();
            var encoding = new EncodingStage(workspace, configuration, toolkit.FaceDetectors, progress) { Scales = scales, TakesAnyClips = true };
            PreparationModels media = toolkit.PreparationModels(workspace, configuration.Models.Root);
            var preparation = new PreparationStage(media, workspace, configuration.Prepare, new NamedSeed(0), encoding.Modalities);
            InvalidInputException.ThrowIfAny(preparation.Faults());
            bool isDenoised = SoundTreatment.Of(configuration.Prepare).Denoised;
            InvalidInputException.ThrowIfAny([.. MediaIdentity.Faults(model.Features.Media, MediaIdentity.Of(configuration.Prepare, isDenoised, media))]);
            return new Stages(configuration, preparation, encoding, scales);
        }
    }
}
