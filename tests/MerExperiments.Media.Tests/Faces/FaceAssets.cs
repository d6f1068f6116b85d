namespace MerExperiments.Media.Tests.Faces;

/// <summary>The models and recordings beside the repository.</summary>
internal static class FaceAssets
{
    public static string ModelsRoot => Of("models");

    public static string Clip(string name) => Of(Path.Combine("clips", name));

    private static string Of(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "assets", name);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"shared/assets/{name} is not beside the repository");
        return "";
    }
}
