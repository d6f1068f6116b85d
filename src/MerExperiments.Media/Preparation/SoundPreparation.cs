using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Noise;
using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>Sound of any container to 16 kHz mono WAV files, with noise mixed in and taken out as the experiment says.</summary>
internal sealed class SoundPreparation(MediaModels<IDenoiser> denoisers, Workspace workspace, PrepareOptions options, NamedSeed seed)
{
    private const string CodeVersion = "4";

    /// <summary>What would keep the denoiser from running.</summary>
    public IReadOnlyList<Fault> Check() => options.Denoise == NamesAttribute.None ? [] : denoisers.Check(options.Denoise);

    /// <summary>What keeps noise from being made of a corpus.</summary>
    public IEnumerable<Fault> Check(Corpus corpus)
    {
        if (!options.HasNoise)
        {
            yield break;
        }

        Utterance[] heard = [.. corpus.Utterances.Where(u => u.AudioPath is not null)];
        if (heard.Count(u => u.Speaker is null) is > 0 and var unknown)
        {
            yield return new Fault(
                "prepare.noise.kind", $"is babble, but {unknown} utterances with sound of {corpus.Name} name no speaker; babble is made of other speakers' clips, so name them");
            yield break;
        }

        foreach (IGrouping<bool, Utterance> side in heard.GroupBy(u => u.Part == UtterancePart.Test))
        {
            int speakers = side.Select(u => u.Speaker).Distinct(StringComparer.Ordinal).Count();
            if (speakers < 2)
            {
                yield return new Fault(
                    "prepare.noise.kind",
                    $"is babble, but the {(side.Key ? "test part" : "training side")} of {corpus.Name} has {speakers} speaker with sound; babble is made of other speakers' clips, so there must be 2 or more");
            }
        }
    }

    /// <summary>True where the name says that no other program is needed to decode the file.</summary>
    public static bool IsWav(string path) => path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase);

    /// <summary>The corpus with prepared sound; the corpus itself where all of it is WAV and nothing is done to it.</summary>
    public PreparedCorpus Prepare(Corpus corpus, SoundTreatment treatment, PreparationRun run)
    {
        if (corpus.Utterances.All(u => !IsTreated(u, treatment)))
        {
            return new PreparedCorpus(corpus, [], []);
        }

        var key = new PreparationKey("sound", [CodeVersion, .. Noise(treatment, corpus), .. Denoiser(treatment), CardFile.Definition(options.Decoding)]);
        string path = key.FolderIn(workspace, corpus, u => IsTreated(u, treatment) ? u.AudioPath : null, run);
        var folder = new PreparedFolder(path, "duration_seconds", "claimed_seconds", "snr_db");
        using IStageProgress stage = run.Progress.Begin($"prepare sound ({treatment.Describe(options)})", corpus.Utterances.Count, "clips");
        using IDenoiser? denoiser = treatment.Denoised ? denoisers.Open(options.Denoise) : null;
        Func<Utterance, BabbleNoise?> noise = treatment.Noisy ? Babble(corpus, run.Cancellation) : _ => null;
        IReadOnlyList<PreparedClip> clips = folder.GetOrCreate(corpus.Utterances,
            u => IsTreated(u, treatment) ? Make(folder, u, (noise(u), denoiser), run.Cancellation) : new PreparedClip(u.Name, "", "", "", "", ""),
            run,
            stage);
        Tell(clips, run.Progress);
        return PreparedSignals.Replace(corpus, folder, clips, "prepare sound", u => u.AudioPath, (u, path, refusal) => u with { AudioPath = path, AudioRefusal = refusal });
    }

    /// <summary>The length a container claims; the empty string for a WAV, whose length is its samples.</summary>
    private static string Claimed(string path) =>
        IsWav(path) || ClipProbe.Read(path).ClaimedDuration is not { } claimed ? "" : Number(claimed.TotalSeconds);

    /// <summary>Tells of containers that claim another length than their sound plays; what is decoded counts.</summary>
    private static void Tell(IReadOnlyList<PreparedClip> clips, IRunProgress progress)
    {
        PreparedClip[] lying = [.. clips.Where(clip => clip.Facts[1].Length > 0 && ClipProbe.IsOff(Seconds(clip.Facts[1]), Seconds(clip.Facts[0])))];
        if (lying.Length > 0)
        {
            progress.Say($"{lying.Length} clips claim another length than their sound plays, the first is {lying[0].Name}: {lying[0].Facts[1]} s claimed, {lying[0].Facts[0]} s played; what plays is used");
        }
    }

    private static TimeSpan Seconds(string fact) => TimeSpan.FromSeconds(double.Parse(fact, CultureInfo.InvariantCulture));

    /// <summary>True where something is done to an utterance's sound: a WAV that is neither mixed nor denoised is read as it lies, whatever the others need.</summary>
    private bool IsTreated(Utterance utterance, SoundTreatment treatment) =>
        utterance.AudioPath is { } path && (!treatment.IsNone || !IsWav(path) || options.Decoding != DecodingOptions.Default);

    private PreparedClip Make(
        PreparedFolder folder, Utterance utterance, (BabbleNoise? Noise, IDenoiser? Denoiser) by, CancellationToken cancellation)
    {
        try
        {
            Waveform sound = SoundReader.Read(utterance.AudioPath!, options: options.Decoding, cancellation: cancellation);
            NoisyClip? noisy = by.Noise is null || sound.IsSilent ? null : by.Noise.Mix(utterance.Name, utterance.Speaker, sound);
            Waveform treated = noisy?.Sound ?? sound;
            treated = by.Denoiser is null ? treated : Denoised(by.Denoiser, treated);
            string file = $"{utterance.Name}.wav";
            AtomicFile.Write(folder.PathOf(file), stream => WavFile.Write(stream, treated));
            return new PreparedClip(
                utterance.Name, file, "", Number(sound.Duration.TotalSeconds), Claimed(utterance.AudioPath!), noisy?.AchievedSnrDb is { } snr ? Number(snr) : "");
        }
        catch (ClipException e)
        {
            return new PreparedClip(utterance.Name, "", e.Reason, "", "", "");
        }
    }

    /// <summary>Babble of the other speakers: for a clip of the test part by test speakers only, for all others without them, so that no recording stands on
    /// both sides. With outer folds there is no test part yet, and babble may hold any other speaker of the corpus.</summary>
    private Func<Utterance, BabbleNoise?> Babble(Corpus corpus, CancellationToken cancellation)
    {
        var sounds = new SoundCache(path => SoundReader.Read(path, options: options.Decoding, cancellation: cancellation));
        ILookup<bool, Talker> talkers = corpus.Utterances.Where(u => u.AudioPath is not null)
            .ToLookup(u => u.Part == UtterancePart.Test, u => new Talker(u.Name, u.Speaker, u.AudioPath!));
        var babble = talkers.ToDictionary(side => side.Key, side => new BabbleNoise([.. side], seed, options.Babble, sounds.Read));
        return utterance => babble[utterance.Part == UtterancePart.Test];
    }

    /// <summary>The noise in words; the test part is named, because talkers are kept apart by it.</summary>
    private IEnumerable<string> Noise(SoundTreatment treatment, Corpus corpus) =>
        treatment.Noisy ? [$"{options.Noise} seed {seed}", .. corpus.Of(UtterancePart.Test).Select(u => u.Name)] : ["no noise"];

    private IEnumerable<string> Denoiser(SoundTreatment treatment) => treatment.Denoised ? denoisers.KeyOf(options.Denoise) : [];

    /// <summary>The denoised clip. A denoiser that somebody wrote may give too few samples or NaN: that clip is refused, and not written.</summary>
    private static Waveform Denoised(IDenoiser denoiser, Waveform sound)
    {
        Waveform clean = denoiser.Denoise(sound);
        return clean.Samples.Length != sound.Samples.Length || clean.SampleRateHz != sound.SampleRateHz
            ? throw new ClipException($"denoiser {denoiser.Name}", FormattableString.Invariant(
                $"gave {clean.Samples.Length} samples at {clean.SampleRateHz} Hz for {sound.Samples.Length} at {sound.SampleRateHz} Hz; it must give as many at the same rate"))
            : clean.Samples.Span.ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
                ? throw new ClipException($"denoiser {denoiser.Name}", "gave a sample that is not finite; every sample must be")
                : clean;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
