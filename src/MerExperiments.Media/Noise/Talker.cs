namespace MerExperiments.Media.Noise;

/// <summary>A recording that babble can be made of.</summary>
/// <param name="Name">The utterance's name.</param>
/// <param name="Speaker">Who speaks; null where nobody knows, and such a recording is never used, since it might be the clip's own speaker.</param>
/// <param name="Path">The recording.</param>
public sealed record Talker(string Name, string? Speaker, string Path);
