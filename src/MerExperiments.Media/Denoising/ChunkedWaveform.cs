using System.Numerics.Tensors;
using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Denoising;

/// <summary>Runs a waveform graph over a clip in overlapping chunks that fade into each other, and takes the speaker's source.</summary>
/// <remarks>A separator may give its sources in another order in each chunk: from chunk to chunk they are put into the order in which their
/// overlapping parts correlate most. Without an overlap the order stays as the model gives it.</remarks>
internal sealed class ChunkedWaveform : IEnhancer
{
    private readonly WaveformGraph _graph;
    private readonly WaveformLayout _layout;
    private readonly Func<float[][], ReadOnlyMemory<float>, int> _speaker;

    /// <summary>Opens the file.</summary>
    /// <param name="card">The card.</param>
    /// <param name="modelsRoot">Where its file lies.</param>
    /// <param name="speaker">Says which of the sources of a clip, given with the input, is the speaker.</param>
    public ChunkedWaveform(DenoiserCard card, string modelsRoot, Func<float[][], ReadOnlyMemory<float>, int> speaker)
    {
        _graph = new WaveformGraph(card, modelsRoot);
        _layout = card.Layout!;
        _speaker = speaker;
    }

    /// <inheritdoc/>
    public float[] Enhance(ReadOnlyMemory<float> noisy)
    {
        float[] scaled = noisy.ToArray();
        float gain = Gain(scaled);
        TensorPrimitives.Multiply(scaled, gain, scaled);
        float[][] sources = [.. Enumerable.Range(0, _layout.Sources).Select(_ => new float[scaled.Length])];
        float[][]? before = null;
        int length = ChunkLength(scaled.Length), step = Math.Max(1, length - _layout.OverlapSamples);
        for (int start = 0; start == 0 || start - step + length < scaled.Length; start += step)
        {
            float[] chunk = new float[length];
            scaled.AsSpan(start, Math.Min(length, scaled.Length - start)).CopyTo(chunk);
            float[][] pieces = SourceOrder.Of(before, Run(chunk), _layout.OverlapSamples);
            foreach ((float[] source, float[] piece) in sources.Zip(pieces))
            {
                Join(source, piece, start, step);
            }

            before = pieces;
        }

        float[] clean = sources[sources.Length == 1 ? 0 : _speaker(sources, scaled)];
        TensorPrimitives.Divide(clean, gain, clean);
        return clean;
    }

    /// <inheritdoc/>
    public void Dispose() => _graph.Dispose();

    /// <summary>The sources of a chunk. A silent chunk has silent ones: models that scale to a level give NaN for it.</summary>
    private float[][] Run(float[] chunk) => Math.Abs(TensorPrimitives.MaxMagnitude<float>(chunk)) < Waveform.SilencePeak
        ? [.. Enumerable.Range(0, _layout.Sources).Select(_ => new float[chunk.Length])]
        : _graph.Run(chunk);

    private int ChunkLength(int samples) => _graph.HasFixedLength || samples > _layout.ChunkSamples
        ? _layout.ChunkSamples
        : Math.Max(samples, _layout.MinimumSamples);

    private float Gain(ReadOnlySpan<float> samples)
    {
        float level = _layout.Normalisation switch
        {
            LevelNormalisation.Peak => Math.Abs(TensorPrimitives.MaxMagnitude(samples)),
            LevelNormalisation.Rms => Loudness.Rms(samples),
            _ => 0,
        };
        return level > 0 ? _layout.Level / level : 1;
    }

    /// <summary>Adds a chunk: it fades in over the overlap with the chunk before, and out over the overlap with the next, where there is one.</summary>
    private void Join(Span<float> source, ReadOnlySpan<float> piece, int start, int step)
    {
        int overlap = _layout.OverlapSamples, count = Math.Min(piece.Length, source.Length - start);
        bool last = start + piece.Length >= source.Length;
        for (int i = 0; i < count; i++)
        {
            float weight = start > 0 && i < overlap ? (i + 0.5f) / overlap
                : !last && i >= step ? 1 - ((i - step + 0.5f) / overlap)
                : 1;
            source[start + i] += weight * piece[i];
        }
    }
}
