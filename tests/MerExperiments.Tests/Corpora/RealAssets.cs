namespace MerExperiments.Tests.Corpora;

/// <summary>Finds real recordings beside the repository; a test that needs them skips where they are absent.</summary>
public static class RealAssets
{
    public static string Folder(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "assets", name)))
            {
                return Path.Combine(folder.FullName, "shared", "assets", name);
            }
        }

        Assert.Skip($"shared/assets/{name} is not beside the repository");
        return "";
    }
}
