namespace MerExperiments.Pipeline.Datasets;

/// <summary>What an archive is called while the folder it becomes is not there yet.</summary>
internal static class ArchiveFile
{
    public static string NameOf(string folder) => folder + ".archive";
}
