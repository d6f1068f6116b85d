using MerExperiments.Media.Denoising;

namespace MerExperiments.Media.Tests.Denoising;

/// <summary>The published models and recordings beside the checkout; a test that needs them skips where they are absent.</summary>
internal static class DenoisingAssets
{
    public static string PathOf(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "assets", name);
            if (File.Exists(path) || Directory.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"shared/assets/{name} is not beside the repository");
        return "";
    }

    public static MediaModels<IDenoiser> Registry() => TestModels.Denoisers(PathOf("models"));

    public static Waveform Recording(string name) => WavFile.Read(PathOf(name));

    /// <summary>The ready-made cards of the repository.</summary>
    public static string Cards()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MerExperiments.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "datasets", "denoisers");
    }
}
