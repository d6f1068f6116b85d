using MerExperiments.Corpora;
using MerExperiments.Media.Decoding;
using MerExperiments.Pipeline.Configuration;

namespace MerExperiments.Pipeline.Preparation;

/// <summary>Clips to clean signals: noise mixed in where that is tried, sound decoded and denoised, faces found and cropped, transcripts merged.</summary>
/// <remarks>Each kind of signal has a folder of its own below <c>datasets/prepared</c>, named by what it was made from, so that another denoiser
/// finds no face again. Safe to run twice at once.</remarks>
public sealed class PreparationStage
{
    private readonly PrepareSection _prepare;
    private readonly SoundPreparation _sounds;
    private readonly FacePreparation _faces;
    private readonly TranscriptPreparation _transcripts;

    /// <summary>Looks up the models of an experiment's preparation.</summary>
    /// <exception cref="InvalidInputException">A model file is missing, changed or lacks a tensor; all faults at once.</exception>
    public PreparationStage(Workspace workspace, ExperimentConfiguration configuration)
    {
        _prepare = configuration.Prepare;
        _sounds = new SoundPreparation(workspace, configuration);
        _faces = new FacePreparation(workspace, configuration);
        _transcripts = new TranscriptPreparation(workspace, configuration);
        InvalidInputException.ThrowIfAny([.. _sounds.Check(), .. _faces.Check(), .. _transcripts.Check()]);
    }

    /// <summary>Refuses a corpus that needs a program that is not there, or noise that cannot be made of it.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    public void Require(Corpus corpus)
    {
        var faults = new List<Fault>();
        if (corpus.Utterances.Any(u => IsContainer(u.AudioPath) || (_faces.IsOn && IsContainer(u.VideoPath))) && Missing() is { } missing)
        {
            faults.AddRange(missing);
        }

        faults.AddRange(_sounds.Check(corpus));
        InvalidInputException.ThrowIfAny(faults);
    }

    /// <summary>Prepares one version of a corpus; what was prepared before is found again.</summary>
    /// <param name="corpus">The corpus as it was read.</param>
    /// <param name="treatment">What is done to the sound.</param>
    /// <param name="workers">Clips prepared side by side; it changes no result.</param>
    /// <param name="progress">Whom to tell.</param>
    /// <param name="cancellation">Stops the work; what is finished is kept.</param>
    public PreparedCorpus Prepare(Corpus corpus, SoundTreatment treatment, int workers, IRunProgress progress, CancellationToken cancellation)
    {
        var steps = new List<PreparedCorpus> { new(corpus, [], []) };
        void Step(Func<Corpus, PreparedCorpus> prepare) => steps.Add(prepare(steps[^1].Corpus));
        Step(before => _sounds.Prepare(before, treatment, new PreparationRun(workers, progress, cancellation)));
        Step(before => _faces.Prepare(before, new PreparationRun(workers, progress, cancellation)));
        if (_prepare.Transcripts == TranscriptOrigin.Merged)
        {
            Step(before => _transcripts.Prepare(before, new PreparationRun(workers, progress, cancellation)));
        }

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
