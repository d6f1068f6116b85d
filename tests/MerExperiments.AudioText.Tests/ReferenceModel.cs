namespace MerExperiments.AudioText.Tests;

/// <summary>Where the tiny reference models lie.</summary>
internal static class ReferenceModel
{
    /// <summary>A file of one: <c>llama-tiny</c>, <c>config.json</c>.</summary>
    public static string PathOf(string model, string file) => Path.Combine(AppContext.BaseDirectory, "Reference", model, file);
}
