namespace MerExperiments.Storage;

/// <summary>The folder that holds <c>experiments.json</c>, and what lies beside it.</summary>
/// <param name="Root">Its absolute path.</param>
public sealed record Workspace(string Root)
{
    /// <summary>The file that names the experiments.</summary>
    public string Catalogue => Path.Combine(Root, "experiments.json");

    /// <summary>Where runs are kept, <c>&lt;experiment&gt;/&lt;run-id&gt;/</c>.</summary>
    public string Experiments => Path.Combine(Root, "experiments");

    /// <summary>Where corpora are described, and generated ones land.</summary>
    public string Datasets => Path.Combine(Root, "datasets");

    /// <summary>Where the workspace's own encoder cards lie, <c>*.card.json</c>.</summary>
    public string EncoderCards => Path.Combine(Datasets, "encoders");

    /// <summary>Where feature tables are kept.</summary>
    public string Features => Path.Combine(Datasets, "features");

    /// <summary>Where the workspace's own denoiser cards lie, <c>*.denoiser.json</c>.</summary>
    public string DenoiserCards => Path.Combine(Datasets, "denoisers");

    /// <summary>Where the workspace's own transcriber cards lie, <c>*.transcriber.json</c>.</summary>
    public string TranscriberCards => Path.Combine(Datasets, "transcribers");

    /// <summary>Where prepared signals are kept.</summary>
    public string Prepared => Path.Combine(Datasets, "prepared");

    /// <summary>Where trained joint models and what they encoded are kept.</summary>
    public string AudioText => Path.Combine(Datasets, "audio-text");

    /// <summary>The nearest folder, from the given one upwards, that holds <c>experiments.json</c>.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static Workspace Find(string startFolder)
    {
        for (DirectoryInfo? folder = new(Path.GetFullPath(startFolder)); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "experiments.json")))
            {
                return new Workspace(folder.FullName);
            }
        }

        throw new InvalidInputException(
            Path.GetFullPath(startFolder), "neither this folder nor one above it holds experiments.json; go to the workspace or name it with --workspace; where there is none yet, mer init DIR makes one");
    }
}
