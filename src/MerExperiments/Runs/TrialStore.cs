namespace MerExperiments.Runs;

/// <summary>The trials of one sweep on disk: <c>trials/&lt;id&gt;/spec.json</c> and <c>result.json</c> in an iteration's folder.</summary>
/// <remarks>Safe for several threads working on different trials. A spec is written before its trial starts; a result is committed once.</remarks>
public sealed class TrialStore(string iterationFolder)
{
    private readonly string _folder = Path.Combine(iterationFolder, "trials");

    /// <summary>The folder of the mining iteration whose sweep this is.</summary>
    public string IterationFolder { get; } = iterationFolder;

    /// <summary>The folder of a trial, where its posteriors and fold fits lie too.</summary>
    public string FolderOf(TrialSpec spec) => FolderOf(spec.Id);

    /// <summary>The folder of the trial of an id.</summary>
    public string FolderOf(string id) => Path.Combine(_folder, id);

    /// <summary>All trials on disk, by number.</summary>
    public IReadOnlyList<TrialRecord> Load() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateDirectories(_folder)
            .Where(folder => File.Exists(Path.Combine(folder, "spec.json")))
            .Select(Read)
            .OrderBy(record => record.Spec.Number)];

    /// <summary>Writes a trial's spec, unless it is there already.</summary>
    public void Begin(TrialSpec spec) => RunJson.WriteOnce(Path.Combine(FolderOf(spec), "spec.json"), spec);

    /// <summary>Commits a trial's result; false where one was committed before, which then stands.</summary>
    public bool Commit(TrialSpec spec, TrialResult result) => RunJson.WriteOnce(Path.Combine(FolderOf(spec), "result.json"), result);

    private static TrialRecord Read(string folder)
    {
        string result = Path.Combine(folder, "result.json");
        return new TrialRecord(
            RunJson.Read<TrialSpec>(Path.Combine(folder, "spec.json")),
            File.Exists(result) ? RunJson.Read<TrialResult>(result) : null);
    }
}
