using System.Numerics.Tensors;
using MerExperiments.Media;
using MerExperiments.Media.Spectral;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders.Inference;

/// <summary>Prepares what an encoder's first graph reads. Thread-safe.</summary>
internal sealed class SignalFactory
{
    private const float FullScale = 32_768;
    private const double SmallestVariance = 1e-7;
    private readonly EncoderCard _card;
    private readonly TextTokenizer? _tokenizer;
    private readonly WhisperLogMel? _mel;
    private readonly float[]? _table;

    public SignalFactory(EncoderCard card, TextTokenizer? tokenizer)
    {
        (_card, _tokenizer, _table) = (card, tokenizer, card.Image?.Table());
        _mel = card.Input == EncoderInput.LogMel ? new WhisperLogMel(card.MelBands) : null;
    }

    /// <summary>The value of padding: the tokenizer's, else 0.</summary>
    public long PadId => _tokenizer?.PadId ?? 0;

    /// <summary>A sound at 16 kHz.</summary>
    public RowSignal Of(Waveform sound)
    {
        Expect(Modality.Audio);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sound.SampleRateHz, Waveform.EncoderRateHz, nameof(sound));
        ReadOnlyMemory<float> samples = Scaled(_card.Input == EncoderInput.WaveformNormalised ? ZeroMeanUnitVariance.Of(sound.Samples.Span) : sound.Samples);
        return _mel is null
            ? new WaveSignal(samples, _card.Frames, _card.Chunking)
            : new MelSignal(samples.Span, _mel, _card.Frames!, _card.Chunking);
    }

    /// <summary>A transcript.</summary>
    public RowSignal Of(string text)
    {
        Expect(Modality.Text);
        return _tokenizer is null
            ? new CodepointSignal([.. text.EnumerateRunes().Select(rune => (long)rune.Value)])
            : new TokenSignal(_tokenizer.Tokenize(text));
    }

    /// <summary>Face frames.</summary>
    public RowSignal Of(FaceFrames faces)
    {
        Expect(Modality.Video);
        return _card.Image is { } image ? new PictureSignal(faces, image, _table!) : new FaceSignal(PictureBytes.Sized(faces, FaceFrames.SizePixels));
    }

    private ReadOnlyMemory<float> Scaled(ReadOnlyMemory<float> samples)
    {
        float scale = (_card.Input == EncoderInput.WaveformInt16 ? FullScale : 1) * _card.Graphs[0].Scale, offset = _card.Graphs[0].Offset;
        if (scale == 1 && offset == 0)
        {
            return samples;
        }

        float[] scaled = new float[samples.Length];
        TensorPrimitives.Multiply(samples.Span, scale, scaled);
        TensorPrimitives.Add(scaled, offset, scaled);
        return scaled;
    }

    private void Expect(Modality modality)
    {
        if (_card.Modality != modality)
        {
            throw new ArgumentException($"the encoder {_card.Name} reads {_card.Modality}, not {modality}");
        }
    }
}
