namespace MerExperiments.Media.Generated;

/// <summary>The six classes of MER2024, in the official index order; the numbers are the indices in <see cref="LabelSet.Mer2024"/>.</summary>
internal enum Emotion
{
    Neutral,
    Angry,
    Happy,
    Sad,
    Worried,
    Surprise,
}
