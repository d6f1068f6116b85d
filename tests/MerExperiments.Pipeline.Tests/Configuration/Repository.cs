using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Configuration;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Workspace.Find(AppContext.BaseDirectory).Root;

    public static string Catalogue => Path.Combine(Root, "experiments.json");

    public static string Schema => Path.Combine(Root, "experiments", "experiments.schema.json");
}
