namespace MerExperiments.Features;

/// <summary>States as the files write them.</summary>
internal static class FeatureStates
{
    /// <summary>A state in lower case with hyphens.</summary>
    public static string Kebab(FeatureState state) => state switch
    {
        FeatureState.Present => "present",
        FeatureState.Missing => "missing",
        FeatureState.Silent => "silent",
        FeatureState.NoFace => "no-face",
        FeatureState.EmptyText => "empty-text",
        FeatureState.Quarantined => "quarantined",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Reads what <see cref="Kebab"/> wrote.</summary>
    /// <exception cref="InvalidInputException">It is no state.</exception>
    public static FeatureState Parse(string text, string place)
    {
        foreach (FeatureState state in Enum.GetValues<FeatureState>())
        {
            if (Kebab(state) == text)
            {
                return state;
            }
        }

        throw new InvalidInputException(place, $"has the state \"{text}\"{NearestName.Hint(text, [.. Enum.GetValues<FeatureState>().Select(Kebab)])}");
    }
}
