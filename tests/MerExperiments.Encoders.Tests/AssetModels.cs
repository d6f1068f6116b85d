namespace MerExperiments.Encoders.Tests;

/// <summary>Where published models lie, if they do.</summary>
internal static class AssetModels
{
    /// <summary>The folder; it may be absent.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("MER_MODELS_ROOT") ?? Find();

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MerExperiments.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? ".", EncoderFolders.DefaultModelsRoot);
    }
}
