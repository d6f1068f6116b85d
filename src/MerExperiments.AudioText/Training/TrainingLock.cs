namespace MerExperiments.AudioText.Training;

/// <summary>Keeps other processes, and other trainings of this one, out of a folder; the system lets go of it however the process ends.</summary>
internal static class TrainingLock
{
    /// <summary>Takes the lock; disposing it gives it back.</summary>
    /// <param name="folder">The folder; made where it is absent.</param>
    /// <param name="name">The lock's file.</param>
    /// <exception cref="InvalidInputException">Another holds it.</exception>
    public static IDisposable Take(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new InvalidInputException(folder, "is being trained by another process; wait for it, or stop it, and give the same command again: it goes on from what is there");
        }
    }
}
