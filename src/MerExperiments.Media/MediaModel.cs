namespace MerExperiments.Media;

/// <summary>A model that prepares clips and is made by code rather than described by a card.</summary>
/// <typeparam name="T">What it does: a denoiser, a transcriber, a face detector.</typeparam>
/// <param name="Name">Its name in experiments.json.</param>
/// <param name="Version">Names all that decides its output; it enters the keys of what is prepared with it.</param>
/// <param name="Open">Makes it, given the folder that model files are relative to; the caller disposes it.</param>
/// <param name="Check">What would keep it from running, given that folder; null where nothing can.</param>
public sealed record MediaModel<T>(string Name, string Version, Func<string, T> Open, Func<string, IReadOnlyList<Fault>>? Check = null);
