using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Transcripts;

/// <summary>A recogniser run by its card.</summary>
internal sealed class CtcTranscriber : ITranscriber
{
    private readonly TranscriberCard _card;
    private readonly CtcVocabulary _vocabulary;
    private readonly InferenceSession _session;
    private readonly KaldiLogMel? _fbank;
    private readonly WhisperLogMel? _logMel;

    public CtcTranscriber(TranscriberCard card, string modelsRoot)
    {
        _card = card;
        _vocabulary = CtcVocabulary.Read(card, modelsRoot);
        _fbank = card.Features == TranscriberFeatures.KaldiFbank ? new KaldiLogMel(card.Fbank) : null;
        _logMel = card.Features == TranscriberFeatures.LogMel ? new WhisperLogMel(card.LogMelBands) : null;
        _session = OnnxSession.Open(card.Model.PathIn(modelsRoot));
    }

    /// <inheritdoc/>
    public string Name => _card.Name;

    /// <inheritdoc/>
    public string Transcribe(Waveform sound)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sound.SampleRateHz, Waveform.EncoderRateHz, nameof(sound));
        float[] samples = new float[Math.Max(sound.Samples.Length, _card.MinimumSamples)];
        bool isNormalised = _card.Features == TranscriberFeatures.WaveformNormalised;
        (isNormalised ? ZeroMeanUnitVariance.Of(sound.Samples.Span) : sound.Samples.Span).CopyTo(samples);
        float[] scores = [.. Chunks(samples.Length).SelectMany(chunk => Scores(samples, chunk))];
        return _vocabulary.Text(_card.BeamWidth == 1
            ? CtcDecoding.Greedy(scores, _vocabulary.Count, _vocabulary.Blank)
            : CtcDecoding.Beam(scores, _vocabulary.Count, _vocabulary.Blank, _card.BeamWidth));
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private IReadOnlyList<SoundChunk> Chunks(int samples) =>
        SoundChunk.Of(samples, (int)(_card.ChunkSeconds * Waveform.EncoderRateHz), (int)(_card.OverlapSeconds * Waveform.EncoderRateHz));

    /// <summary>The kept frames of one piece.</summary>
    private float[] Scores(float[] samples, SoundChunk chunk)
    {
        ReadOnlyMemory<float> piece = samples.AsMemory(chunk.Start, chunk.End - chunk.Start);
        (float[] values, long[] shape) = Run(piece);
        if (shape is not [1, _, var width] || width != _vocabulary.Count)
        {
            throw new InvalidInputException(_card.Model.File, $"gave the output \"{_card.Output}\" of the shape [{string.Join(", ", shape)}]; "
                + FormattableString.Invariant($"it must be [1, frames, {_vocabulary.Count}], the vocabulary's size"));
        }

        int frames = (int)shape[1] - _card.SkippedFrames, samplesSeen = _logMel is null ? piece.Length : WhisperLogMel.Samples;
        float[] kept = new float[Math.Max(0, frames) * _vocabulary.Count];
        int length = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            if (chunk.Keeps(frame, frames, samplesSeen))
            {
                values.AsSpan((frame + _card.SkippedFrames) * _vocabulary.Count, _vocabulary.Count).CopyTo(kept.AsSpan(length));
                length += _vocabulary.Count;
            }
        }

        return kept[..length];
    }

    private (float[] Values, long[] Shape) Run(ReadOnlyMemory<float> piece)
    {
        try
        {
            return OnnxSession.Run(_session, Inputs(piece), _card.Output);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ClipException(
                $"transcriber {Name}", $"cannot run on {piece.Length} samples at {Waveform.EncoderRateHz} Hz: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private List<(string, OrtValue)> Inputs(ReadOnlyMemory<float> piece)
    {
        (float[] features, long[] shape, int length) = Features(piece);
        var inputs = new List<(string, OrtValue)> { (_card.Input, OnnxSession.Tensor<float>(features, shape)) };
        if (_card.Lengths is { } lengths)
        {
            inputs.Add((lengths, Integers([length], 1)));
        }

        if (_card.Mask is { } mask)
        {
            inputs.Add((mask, Integers([.. Enumerable.Repeat(1L, length)], 1, length)));
        }

        inputs.AddRange(_card.Constants.Select(constant => (constant.Key, Integers([constant.Value], 1))));
        return inputs;
    }

    private (float[] Values, long[] Shape, int Length) Features(ReadOnlyMemory<float> piece)
    {
        var sound = new Waveform(piece, Waveform.EncoderRateHz);
        if (_logMel is not null)
        {
            return (_logMel.Compute(sound), [1, _logMel.Bands, WhisperLogMel.Frames], WhisperLogMel.Frames);
        }

        if (_fbank is null)
        {
            return (piece.ToArray(), [1, piece.Length], piece.Length);
        }

        float[] frames = _fbank.Compute(sound);
        int count = frames.Length / _fbank.Dimension;
        return (frames, [1, count, _fbank.Dimension], count);
    }

    private OrtValue Integers(long[] values, params ReadOnlySpan<long> shape) => _card.IntegerElement == OnnxElement.Int32
        ? OnnxSession.Tensor<int>(Array.ConvertAll(values, value => (int)value), shape)
        : OnnxSession.Tensor<long>(values, shape);
}
