using System.Text;
using MerExperiments.Media;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Encoders;

/// <summary>Rows of a signal column as an encoder's session prepares them.</summary>
internal sealed class SignalRows(EncoderCard card, EncoderSession session)
{
    /// <summary>The type of a column's values, by what the encoder reads.</summary>
    public static PrimitiveDataViewType ItemOf(EncoderCard card) => card.Modality switch
    {
        Modality.Audio => NumberDataViewType.Single,
        Modality.Video => NumberDataViewType.Byte,
        _ => NumberDataViewType.Int64,
    };

    /// <summary>The prepared rows of a column, one after another; null where a row has nothing to encode.</summary>
    /// <exception cref="InvalidInputException">A row is no such signal; the message has its number.</exception>
    public IEnumerable<EncoderRow?> Read(IDataView data, string column) => card.Modality switch
    {
        Modality.Audio => data.GetColumn<VBuffer<float>>(column).Select((row, i) => Of([.. row.DenseValues()], Place(column, i))),
        Modality.Video => data.GetColumn<VBuffer<byte>>(column).Select((row, i) => Of([.. row.DenseValues()], Place(column, i))),
        _ => data.GetColumn<VBuffer<long>>(column).Select((row, i) => Of([.. row.DenseValues()], Place(column, i))),
    };

    /// <summary>A sound at 16 kHz.</summary>
    public EncoderRow? Of(float[] samples, string place)
    {
        int bad = Array.FindIndex(samples, sample => !float.IsFinite(sample));
        if (bad >= 0)
        {
            throw new InvalidInputException(place, FormattableString.Invariant($"has the sample {samples[bad]} at {bad}; every sample must be finite"));
        }

        if (SignalGraph.LongestOf(card) is { } longest && samples.Length > longest)
        {
            throw new InvalidInputException(place, FormattableString.Invariant($"has {samples.Length} samples; {SignalGraph.LengthRule(card, longest)}; EncodeAudio and mer predict cut them"));
        }

        var sound = new Waveform(samples, Waveform.EncoderRateHz);
        return sound.IsSilent ? null : session.Prepare(sound);
    }

    /// <summary>Face frames, one after another.</summary>
    public EncoderRow? Of(byte[] pixels, string place)
    {
        int side = card.FaceSizePixels, frame = side * side * 3;
        if (pixels.Length % frame != 0)
        {
            throw new InvalidInputException(place, FormattableString.Invariant($"has {pixels.Length} bytes; it must have {frame} per face frame, {side} x {side} pixels of blue, green and red"));
        }

        Picture[] pictures = [.. pixels.Chunk(frame).Select(bytes => new Picture(side, side, bytes))];
        return pictures.Length == 0 ? null : session.Prepare(FaceFrames.Of(pictures, side));
    }

    /// <summary>A text's Unicode scalar values.</summary>
    public EncoderRow? Of(long[] codepoints, string place)
    {
        int bad = Array.FindIndex(codepoints, value => value is <= 0 or > int.MaxValue || !Rune.IsValid((int)value));
        if (bad >= 0)
        {
            throw new InvalidInputException(place, FormattableString.Invariant($"has the value {codepoints[bad]} at {bad}; it must be a Unicode scalar value above 0"));
        }

        string text = string.Concat(codepoints.Select(value => new Rune((int)value).ToString()));
        return string.IsNullOrWhiteSpace(text) ? null : session.Prepare(text);
    }

    private static string Place(string column, int row) => FormattableString.Invariant($"row {row}, column {column}");
}
