using MerExperiments.Media;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Encoders;

/// <summary>Holds the graph that is saved against the session that encodes: on one made-up row both must give the same feature.</summary>
/// <remarks>Operators of older models are brought to a newer operator set; one that changed its meaning in between shows here, and not in a user's predictions.</remarks>
internal static class SignalProbe
{
    private const string Input = "signal", Output = "feature";

    /// <summary>More than rounding in other orders makes, far less than another computation would.</summary>
    private const float Tolerance = 1e-4f;

    /// <summary>What keeps the graph from being saved; empty where nothing does.</summary>
    public static IReadOnlyList<Fault> FaultsOf(EncoderCard card, EncoderRegistry registry, EncoderSession session)
    {
        try
        {
            using InferenceSession saved = OnnxSession.Open(SignalGraph.Of(card, registry, Input, Output));
            (EncoderRow? row, OrtValue value) = Row(card, session);
            float[] expected = session.Encode([row!])[0], actual = OnnxSession.Run(saved, [(Input, value)], Output).Values;
            float size = Math.Max(1, expected.Max(Math.Abs));
            float difference = expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second));
            return difference <= Tolerance * size ? [] : Refusal(card, FormattableString.Invariant($"gives a feature that is {difference:g3} off once it is part of a larger graph"));
        }
        catch (Exception e) when (e is NotSupportedException or OnnxRuntimeException)
        {
            return Refusal(card, $"cannot become part of a larger graph: {e.Message}");
        }
    }

    private static Fault[] Refusal(EncoderCard card, string reason) => [new($"{card.Name}: graphs", $"{reason}: {SignalGraph.Instead}")];

    private static (EncoderRow? Row, OrtValue Value) Row(EncoderCard card, EncoderSession session)
    {
        var rows = new SignalRows(card, session);
        switch (card.Modality)
        {
            case Modality.Audio:
                float[] sound = [.. Enumerable.Range(0, (int)Math.Min(Waveform.EncoderRateHz, SignalGraph.LongestOf(card) ?? int.MaxValue)).Select(Sample)];
                return (rows.Of(sound, Input), OnnxSession.Tensor<float>(sound, 1, sound.Length));
            case Modality.Video:
                byte[] pixels = [.. Enumerable.Range(0, 2 * card.FaceSizePixels * card.FaceSizePixels * 3).Select(i => (byte)((i * i) + (7 * i)))];
                return (rows.Of(pixels, Input), OnnxSession.Tensor<byte>(pixels, 1, pixels.Length));
            default:
                long[] text = [.. "mer 你好".EnumerateRunes().Select(rune => (long)rune.Value)];
                return (rows.Of(text, Input), OnnxSession.Tensor<long>(text, 1, text.Length));
        }
    }

    /// <summary>A tone that rises, with overtones.</summary>
    private static float Sample(int i)
    {
        double seconds = (double)i / Waveform.EncoderRateHz, phase = 2 * Math.PI * ((120 * seconds) + (90 * seconds * seconds));
        return (float)((0.3 * Math.Sin(phase)) + (0.1 * Math.Sin(3 * phase)) + (0.05 * Math.Sin(11 * phase)));
    }
}
