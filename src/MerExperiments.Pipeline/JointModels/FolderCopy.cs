namespace MerExperiments.Pipeline.JointModels;

/// <summary>Copies a folder so that the copy is whole or absent.</summary>
internal static class FolderCopy
{
    /// <summary>Copies all files into a new folder beside the target, and gives it the target's name.</summary>
    /// <exception cref="IOException">The target holds something already, or cannot be written.</exception>
    public static void Write(string from, string to)
    {
        string temporary = $"{Path.TrimEndingDirectorySeparator(to)}.tmp-{Guid.NewGuid():N}";
        try
        {
            foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(temporary, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            if (Directory.Exists(to))
            {
                Directory.Delete(to);
            }

            Directory.Move(temporary, to);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }
}
