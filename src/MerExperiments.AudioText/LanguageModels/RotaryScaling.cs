namespace MerExperiments.AudioText.LanguageModels;

/// <summary>How rotary positions are stretched beyond the length a model was first trained on.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Factor">How many times longer the context became, 1 or more.</param>
/// <param name="LowFrequencyFactor">Llama 3: wavelengths above the first length divided by this are stretched in full.</param>
/// <param name="HighFrequencyFactor">Llama 3: wavelengths below the first length divided by this are not stretched.</param>
/// <param name="FirstContextLength">Llama 3: the length the model was first trained on, in tokens.</param>
internal sealed record RotaryScaling(
    RotaryScalingKind Kind, double Factor, double LowFrequencyFactor = 1, double HighFrequencyFactor = 4, int FirstContextLength = 8192);

/// <summary>The rules by which rotary positions are stretched.</summary>
internal enum RotaryScalingKind
{
    /// <summary>All positions are divided by the factor.</summary>
    Linear,

    /// <summary>Llama 3.1's: long wavelengths are divided by the factor, short ones stay, those between are blended.</summary>
    Llama3,
}

/// <summary>Reads <c>rope_scaling</c> (or <c>rope_parameters</c>, as newer files call it) of a published configuration.</summary>
internal static class RotaryScalingReader
{
    private static readonly string[] Kinds = ["default", "linear", "llama3"];

    /// <summary>The scaling; null where positions are not stretched, or where it was refused.</summary>
    /// <param name="values">The object.</param>
    /// <param name="contextLength">The context, which is also the first length where the object states none.</param>
    public static RotaryScaling? Read(ConfigurationValues values, int contextLength)
    {
        string key = values.Has("rope_type") ? "rope_type" : "type";
        switch (values.Text(key))
        {
            case "default":
                return null;
            case "linear":
                return new RotaryScaling(RotaryScalingKind.Linear, Factor(values));
            case "llama3":
                return Llama3(values, contextLength);
            case { } other:
                values.Refuse(key, $"is \"{other}\", a stretching of rotary positions that is not computed; it must be one of: {string.Join(", ", Kinds)}");
                return null;
            case null:
                values.Refuse(key, $"is missing; it must be one of: {string.Join(", ", Kinds)}");
                return null;
        }
    }

    private static RotaryScaling Llama3(ConfigurationValues values, int contextLength)
    {
        double low = values.Number("low_freq_factor", 1);
        double high = values.Number("high_freq_factor", 4);
        if (high <= low)
        {
            values.Refuse("high_freq_factor", FormattableString.Invariant($"is {high}; it must be more than low_freq_factor, which is {low}"));
        }

        int first = values.Size("original_max_position_embeddings", Math.Max(contextLength, 1), int.MaxValue);
        return new RotaryScaling(RotaryScalingKind.Llama3, Factor(values), low, high, first);
    }

    private static double Factor(ConfigurationValues values)
    {
        double factor = values.Has("factor") ? values.Number("factor", 1) : 0;
        if (factor < 1)
        {
            values.Refuse("factor", FormattableString.Invariant($"is {(factor == 0 ? "missing" : (object)factor)}; it must be 1 or more"));
        }

        return Math.Max(factor, 1);
    }
}
