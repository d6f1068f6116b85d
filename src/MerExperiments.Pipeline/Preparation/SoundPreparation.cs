using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Noise;
using MerExperiments.Media.VoiceActivity;
using MerExperiments.Pipeline.Configuration;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Preparation;

/// <summary>Sound of any container to 16 kHz mono WAV files, with noise mixed in and taken out as the experiment says.</summary>
internal sealed class SoundPreparation
{
    private const string CodeVersion = "1";
    private readonly Workspace _workspace;
    private readonly PrepareSection _prepare;
    private readonly NamedSeed _seed;
    private readonly DenoiserRegistry _denoisers;
    private readonly string _modelsRoot;

    public SoundPreparation(Workspace workspace, ExperimentConfiguration configuration)
    {
        _workspace = workspace;
        _prepare = configuration.Prepare;
        _seed = new NamedSeed((ulong)configuration.Seed).For("noise");
        _modelsRoot = configuration.Models.Root;
        _denoisers = Registry.Denoisers(workspace, _modelsRoot);
    }

    /// <summary>True where a separator's output is chosen by how much speech it holds.</summary>
    private bool AsksForSpeech => _denoisers[_prepare.Denoise].Layout?.Speaker == SpeakerRule.MostSpeech;

    /// <summary>What would keep the denoiser from running.</summary>
    public IReadOnlyList<Fault> Check() => _prepare.Denoise == KnownNames.None
        ? []
        : [.. _denoisers.Check(_prepare.Denoise), .. AsksForSpeech ? VoiceActivityDetector.Check(_modelsRoot) : []];

    /// <summary>What keeps noise from being made of a corpus.</summary>
    public IReadOnlyList<Fault> Check(Corpus corpus)
    {
        int speakers = corpus.Utterances.Where(u => u.AudioPath is not null).Select(u => u.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        int unknown = corpus.Utterances.Count(u => u.AudioPath is not null && u.Speaker is null);
        return _prepare.Noise.Kind == NoiseKind.None ? []
            : unknown > 0 ? [new Fault("prepare.noise.kind", $"is babble, but {unknown} utterances with sound of {corpus.Name} name no speaker; babble is made of other speakers' clips, so name them")]
            : speakers < 2 ? [new Fault("prepare.noise.kind", $"is babble, but {corpus.Name} has {speakers} speakers with sound; babble is made of other speakers' clips, so there must be 2 or more")]
            : [];
    }

    /// <summary>True where the name says that no other program is needed to decode the file.</summary>
    public static bool IsWav(string path) => path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase);

    /// <summary>The corpus with prepared sound; the corpus itself where all of it is WAV and nothing is done to it.</summary>
    public PreparedCorpus Prepare(Corpus corpus, SoundTreatment treatment, PreparationRun run)
    {
        if (treatment.IsNone && corpus.Utterances.All(u => u.AudioPath is null || IsWav(u.AudioPath)))
        {
            return new PreparedCorpus(corpus, [], []);
        }

        var key = new PreparationKey("sound", [CodeVersion, Noise(treatment), .. Denoiser(treatment)]);
        string path = key.FolderIn(_workspace, corpus, u => u.AudioPath, run);
        var folder = new PreparedFolder(path, "duration_seconds", "snr_db");
        using IStageProgress stage = run.Progress.Begin($"prepare sound ({treatment.Describe(_prepare)})", corpus.Utterances.Count, "clips");
        using VoiceActivityDetector? speech = treatment.Denoised && AsksForSpeech ? new VoiceActivityDetector(_modelsRoot) : null;
        using IDenoiser? denoiser = treatment.Denoised ? _denoisers.Open(_prepare.Denoise, speech is null ? null : sound => speech.Detect(sound).SpeechShare) : null;
        BabbleNoise? noise = treatment.Noisy ? Babble(corpus) : null;
        IReadOnlyList<PreparedClip> clips = folder.GetOrCreate(corpus.Utterances, u => Make(folder, u, noise, denoiser), run, stage);
        return PreparedSignals.Replace(corpus, folder, clips, "prepare sound", u => u.AudioPath, (u, prepared) => u with { AudioPath = prepared });
    }

    private PreparedClip Make(PreparedFolder folder, Utterance utterance, BabbleNoise? noise, IDenoiser? denoiser)
    {
        if (utterance.AudioPath is not { } path)
        {
            return new PreparedClip(utterance.Name, "", "", "", "");
        }

        try
        {
            Waveform sound = SoundReader.Read(path);
            NoisyClip? noisy = noise is null || sound.IsSilent ? null : noise.Mix(utterance.Name, utterance.Speaker, sound);
            Waveform treated = noisy?.Sound ?? sound;
            treated = denoiser is null ? treated : denoiser.Denoise(treated);
            string file = $"{utterance.Name}.wav";
            AtomicFile.Write(folder.PathOf(file), stream => WavFile.Write(stream, treated));
            return new PreparedClip(utterance.Name, file, "", Number(sound.Duration.TotalSeconds), noisy is null ? "" : Number(noisy.SnrDb));
        }
        catch (ClipException e)
        {
            return new PreparedClip(utterance.Name, "", e.Reason, "", "");
        }
    }

    private BabbleNoise Babble(Corpus corpus) => new(
        [.. corpus.Utterances.Where(u => u.AudioPath is not null).Select(u => new Talker(u.Name, u.Speaker, u.AudioPath!))],
        _seed,
        new BabbleOptions { LowDb = _prepare.Noise.LowDb, HighDb = _prepare.Noise.HighDb, Talkers = _prepare.Noise.Talkers },
        path => SoundReader.Read(path));

    private string Noise(SoundTreatment treatment) => treatment.Noisy ? $"{_prepare.Noise} seed {_seed}" : "no noise";

    private IEnumerable<string> Denoiser(SoundTreatment treatment) =>
        treatment.Denoised ? [CardFile.Definition(_denoisers[_prepare.Denoise]), .. _denoisers.HashesOf(_prepare.Denoise)] : [];

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
