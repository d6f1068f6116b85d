namespace MerExperiments.EndToEnd.Structure;

/// <summary>The source tree the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds MerExperiments.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The configuration they were built in, Release or Debug.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Real models and recordings beside the checkout, or null where they are not there.</summary>
    public static string? Assets
    {
        get
        {
            string folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "assets"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "MerExperiments.sln")) ? folder : Find(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}
