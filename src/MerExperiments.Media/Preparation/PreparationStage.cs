using MerExperiments.Corpora;
using MerExperiments.Media.Decoding;
using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>Clips to clean signals: noise mixed in where that is tried, sound decoded and denoised, faces found and cropped, transcripts merged.</summary>
/// <remarks>Each kind of signal has a folder of its own below <c>datasets/prepared</c>, named by what it was made from, so that another denoiser
/// finds no face again. Safe to run twice at once.</remarks>
public sealed class PreparationStage
{
    private readonly bool _hasSound;
    private readonly bool _hasFaces;
    private readonly bool _hasText;
    private readonly SoundPreparation _sounds;
    private readonly FacePreparation _faces;
    private readonly TranscriptPreparation _transcripts;

    /// <summary>Looks up the models of an experiment's preparation.</summary>
    /// <param name="models">What can be named.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="options">What is done.</param>
    /// <param name="seed">The seed of the run; noise is drawn from it.</param>
    /// <param name="modalities">The modalities that are needed; null for all.</param>
    public PreparationStage(PreparationModels models, Workspace workspace, PrepareOptions options, NamedSeed seed, IReadOnlySet<Modality>? modalities = null)
    {
        _hasText = options.Transcripts == TranscriptOrigin.Merged && (modalities?.Contains(Modality.Text) ?? true);
        _hasSound = (modalities?.Contains(Modality.Audio) ?? true) || (_hasText && options.Transcriber != NamesAttribute.None);
        _hasFaces = options.Faces != NamesAttribute.None && (modalities?.Contains(Modality.Video) ?? true);
        _sounds = new SoundPreparation(models.Denoisers, workspace, options, seed.For("noise"));
        _faces = new FacePreparation(models.FaceDetectors, workspace, options);
        _transcripts = new TranscriptPreparation(models.Transcribers, workspace, options);
    }

    /// <summary>What would keep the models from running: a file that is missing, changed or lacks a tensor.</summary>
    public IReadOnlyList<Fault> Faults() => [.. _hasSound ? _sounds.Check() : [], .. _hasFaces ? _faces.Check() : [], .. _hasText ? _transcripts.Check() : []];

    /// <summary>What is wrong with a corpus: it needs a program that is not there, or noise that cannot be made of it.</summary>
    public IReadOnlyList<Fault> Faults(Corpus corpus)
    {
        var faults = new List<Fault>();
        if (corpus.Utterances.Any(u => (_hasSound && IsContainer(u.AudioPath)) || (_hasFaces && IsContainer(u.VideoPath))) && Missing() is { } missing)
        {
            faults.AddRange(missing);
        }

        faults.AddRange(_hasSound ? _sounds.Check(corpus) : []);
        faults.AddRange(_hasText ? _transcripts.Check(corpus) : []);
        return faults;
    }

    /// <summary>True where an utterance has a video file rather than face pictures.</summary>
    public static bool IsVideo(Utterance utterance) => FacePreparation.IsVideo(utterance);

    /// <summary>The fault of a corpus none of whose media files exists: a wrong folder is no corpus of missing clips.</summary>
    public static IEnumerable<Fault> MediaFaults(Corpus corpus)
    {
        string[] paths = [.. corpus.Utterances.SelectMany(u => new[] { u.AudioPath, u.VideoPath }).OfType<string>()];
        return paths.Length == 0 || paths.Any(Path.Exists)
            ? []
            : [new Fault($"corpus {corpus.Name}", $"finds none of its {paths.Length} media files, the first being {paths[0]}; check corpus.root")];
    }

    /// <summary>Prepares one version of a corpus; what was prepared before is found again.</summary>
    /// <param name="corpus">The corpus as it was read.</param>
    /// <param name="treatment">What is done to the sound.</param>
    /// <param name="workers">Clips prepared side by side; it changes no result.</param>
    /// <param name="progress">Receives progress and notices.</param>
    /// <param name="cancellation">Stops the work; what is finished is kept.</param>
    public PreparedCorpus Prepare(Corpus corpus, SoundTreatment treatment, int workers, IRunProgress progress, CancellationToken cancellation)
    {
        var run = new PreparationRun(workers, progress, cancellation);
        var steps = new List<PreparedCorpus> { new(corpus, [], []) };
        void Step(bool needed, Func<Corpus, PreparedCorpus> prepare) => steps.AddRange(needed ? [prepare(steps[^1].Corpus)] : []);
        Step(_hasSound, before => _sounds.Prepare(before, treatment, run));
        Step(_hasFaces, before => _faces.Prepare(before, run));
        Step(_hasText, before => _transcripts.Prepare(before, run));
        return new PreparedCorpus(steps[^1].Corpus, [.. steps.SelectMany(step => step.Folders)], [.. steps.SelectMany(step => step.Quarantined)]);
    }

    /// <summary>What is wrong with the system's ffmpeg; null where it is there.</summary>
    private static IReadOnlyList<Fault>? Missing()
    {
        try
        {
            FFmpegTools.Find();
            return null;
        }
        catch (InvalidInputException e)
        {
            return e.Faults;
        }
    }

    private static bool IsContainer(string? path) => path is not null && !SoundPreparation.IsWav(path) && !Directory.Exists(path)
        && !path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && File.Exists(path);
}

/// <summary>A corpus whose media paths and transcripts are those of the prepared signals.</summary>
/// <param name="Corpus">The utterances; one whose signal could not be prepared has none.</param>
/// <param name="Folders">The absolute paths of the folders that hold the prepared signals; empty where nothing had to be prepared.</param>
/// <param name="Quarantined">The clips that could not be prepared, with reasons.</param>
public sealed record PreparedCorpus(Corpus Corpus, IReadOnlyList<string> Folders, IReadOnlyList<QuarantinedFile> Quarantined);

/// <summary>How a preparation is carried out; none of it changes what is prepared.</summary>
/// <param name="Workers">Clips prepared side by side.</param>
/// <param name="Progress">Receives progress and notices.</param>
/// <param name="Cancellation">Stops the work; finished shards stay.</param>
internal sealed record PreparationRun(int Workers, IRunProgress Progress, CancellationToken Cancellation);
