using MerExperiments.Onnx;

namespace MerExperiments.Media;

/// <summary>A model that prepares clips, by name: what a card says, what is built in and what a user adds have this one shape.</summary>
/// <typeparam name="T">What it is: a denoiser, a transcriber, a face detector.</typeparam>
/// <param name="Name">Its name in experiments.json: lower-case letters, digits and hyphens.</param>
/// <param name="Version">Names all that decides its output beside its files: clips prepared with another version are prepared again.</param>
/// <param name="Open">Makes it, given the folder that model files are relative to; the caller disposes it.</param>
/// <param name="Check">What would keep it from running, given that folder; null where making it tells.</param>
public sealed record MediaModel<T>(string Name, string Version, Func<string, T> Open, Func<string, IReadOnlyList<Fault>>? Check = null)
    where T : IDisposable
{
    /// <summary>The files whose bytes decide its output, relative to the models root. Default none.</summary>
    public IReadOnlyList<ModelFile> Files { get; init; } = [];
}
