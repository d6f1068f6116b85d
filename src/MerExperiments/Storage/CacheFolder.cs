namespace MerExperiments.Storage;

/// <summary>Folders of things that are kept so that they are not computed twice, and may be deleted at any time.</summary>
public static class CacheFolder
{
    private const int RemovalAttempts = 5;

    /// <summary>Notes that a folder is in use now: its time of last writing says when it was used last. Nothing is noted where nothing can be written.</summary>
    public static void Touch(string folder)
    {
        try
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that others own, or that lies on a medium for reading only: nobody prunes it from here.
        }
    }

    /// <summary>Deletes a folder that another process may be deleting too, so that either stumbles over what the other has deleted.</summary>
    /// <returns>True where it is gone. What is left is never read.</returns>
    public static bool Remove(string folder)
    {
        for (int attempt = 1; attempt <= RemovalAttempts && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Tried again; whether it is gone in the end is told.
            }
            catch (UnauthorizedAccessException)
            {
                break;
            }
        }

        return !Directory.Exists(folder);
    }
}
