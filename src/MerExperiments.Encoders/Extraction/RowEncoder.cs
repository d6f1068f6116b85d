using MerExperiments.Features;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Encoders;

/// <summary>Encodes prepared clips into rows of a table; a clip the model cannot run on, or a feature that cannot be kept, quarantines that clip alone.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="card">The encoder.</param>
/// <param name="session">Its graphs.</param>
/// <param name="table">The table the rows are for: its level, dimension and what it can hold.</param>
internal sealed class RowEncoder(EncoderCard card, Func<EncoderSession> session, FeatureCard table)
{
    /// <summary>The features of some clips, in order. Where the model fails on them together each is run alone, and only those it fails on are quarantined.</summary>
    public IReadOnlyList<FeatureRow> Encode(IReadOnlyList<EncoderRow> clips)
    {
        try
        {
            return EncodeAll(clips);
        }
        catch (OnnxRuntimeException)
        {
            return [.. clips.Select(EncodeAlone)];
        }
    }

    private FeatureRow EncodeAlone(EncoderRow clip)
    {
        try
        {
            return EncodeAll([clip])[0];
        }
        catch (OnnxRuntimeException e)
        {
            return new(FeatureState.Quarantined, default, $"makes {card.Name} fail: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private FeatureRow[] EncodeAll(IReadOnlyList<EncoderRow> clips) => table.Level == FeatureLevel.Frame
        ? [.. session().EncodeFrames(clips).Select(frames => Row(frames.Values, frames.Count))]
        : [.. session().Encode(clips).Select((vector, i) => HasFrames(vector, clips[i]) ? Row(vector, 1) : Row([], 0))];

    /// <summary>A text of nothing but special tokens is pooled to NaN; a model that breaks is too, and only its frames tell which it was.</summary>
    private bool HasFrames(float[] vector, EncoderRow clip) =>
        card.Modality != Modality.Text || !Array.TrueForAll(vector, float.IsNaN) || session().EncodeFrames([clip])[0].Count > 0;

    private FeatureRow Row(float[] values, int count)
    {
        if (values.Length != count * table.Dimension)
        {
            throw new InvalidInputException(
                $"{card.Name}: dimension", $"is {card.Dimension}; its graphs and pooling give {values.Length} values where {count} x {table.Dimension} are due");
        }

        if (count == 0)
        {
            return card.Modality == Modality.Text
                ? new(FeatureState.EmptyText)
                : new(FeatureState.Quarantined, default, $"is too short for {card.Name}: it gives no frame");
        }

        int bad = Array.FindIndex(values, value => !table.CanHold(value));
        return bad < 0 ? new(FeatureState.Present, values) : new(FeatureState.Quarantined, default, Reason(values[bad]));
    }

    private string Reason(float value) => float.IsFinite(value)
        ? FormattableString.Invariant($"makes {card.Name} give the value {value}; float16 holds at most 65504, so store float32")
        : $"makes {card.Name} give a value that is not finite";
}
