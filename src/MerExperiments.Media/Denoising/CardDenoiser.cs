using MerExperiments.Media.VoiceActivity;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Denoising;

/// <summary>A denoiser made from a card: it brings clips to the model's rate and back, and passes silence through.</summary>
internal sealed class CardDenoiser : IDenoiser
{
    private readonly DenoiserCard _card;
    private readonly VoiceActivityDetector? _speech;
    private readonly IEnhancer _enhancer;

    /// <summary>Opens the card's graphs and, where a speaker is chosen by how much speech each source holds and no other measure is given, the voice activity model.</summary>
    public CardDenoiser(DenoiserCard card, string modelsRoot, Func<Waveform, double>? speechShare = null)
    {
        _card = card;
        _speech = card.NeedsSpeech && speechShare is null ? new VoiceActivityDetector(modelsRoot) : null;
        _enhancer = card.Kind switch
        {
            DenoiserKind.StreamingSpectrum => new StreamingSpectrum(card, modelsRoot),
            DenoiserKind.StreamingTwoStage => new StreamingTwoStage(card, modelsRoot),
            _ => new ChunkedWaveform(card, modelsRoot, SpeakerChoice.By(card.Layout!.Speaker, card.SampleRateHz, speechShare ?? (sound => _speech!.Detect(sound).SpeechShare))),
        };
    }

    /// <inheritdoc/>
    public string Name => _card.Name;

    /// <inheritdoc/>
    public Waveform Denoise(Waveform sound)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sound.SampleRateHz, Waveform.EncoderRateHz, nameof(sound));
        if (sound.IsSilent)
        {
            return sound;
        }

        float[] clean = Enhance(sound.At(_card.SampleRateHz).Samples);
        float[] back = new Waveform(clean, _card.SampleRateHz).At(Waveform.EncoderRateHz).Samples.ToArray();
        Array.Resize(ref back, sound.Samples.Length);
        int bad = Array.FindIndex(back, sample => !float.IsFinite(sample));
        return bad < 0
            ? new Waveform(back, Waveform.EncoderRateHz)
            : throw new ClipException($"denoiser {Name}", FormattableString.Invariant($"gave {back[bad]} at sample {bad}; every sample must be finite"));
    }

    private float[] Enhance(ReadOnlyMemory<float> noisy)
    {
        try
        {
            return _enhancer.Enhance(noisy);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ClipException(
                $"denoiser {Name}", $"cannot run on {noisy.Length} samples at {_card.SampleRateHz} Hz: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _enhancer.Dispose();
        _speech?.Dispose();
    }
}

/// <summary>A kind of denoiser at its model's own rate. Thread-safe.</summary>
internal interface IEnhancer : IDisposable
{
    /// <summary>Denoises a clip.</summary>
    /// <param name="noisy">The clip at the model's rate, one sample or more.</param>
    /// <returns>As many samples.</returns>
    float[] Enhance(ReadOnlyMemory<float> noisy);
}
