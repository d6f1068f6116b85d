using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>One trained model.</summary>
/// <param name="Name">What it is, e.g. <c>fold 2/5</c>.</param>
/// <param name="Rows">How many utterances it was given to learn from, those that chose its epoch among them.</param>
/// <param name="Folder">The absolute path of the folder it lies in.</param>
/// <param name="Epochs">What each epoch came to.</param>
public sealed record FineTunedModel(string Name, int Rows, string Folder, IReadOnlyList<EpochRecord> Epochs)
{
    /// <summary>Copies the model into a folder of its own; the copy is whole or absent.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="IOException">The folder holds something already, or cannot be written.</exception>
    public FineTunedModel CopyTo(string folder)
    {
        string temporary = $"{Path.TrimEndingDirectorySeparator(folder)}.tmp-{Guid.NewGuid():N}";
        try
        {
            foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(temporary, Path.GetRelativePath(Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(temporary, folder);
            return this with { Folder = folder };
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
