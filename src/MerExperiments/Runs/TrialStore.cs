namespace MerExperiments.Runs;

/// <summary>The trials of one sweep on disk: <c>trials/&lt;id&gt;/spec.json</c> and <c>result.json</c> in an iteration's folder.</summary>
/// <remarks>Safe for several threads working on different trials. A spec is written before its trial starts; a result is committed once.</remarks>
/// <param name="iterationFolder">The folder of the mining iteration.</param>
/// <param name="damaged">Told once of each damaged file, which then counts as absent, so that whoever goes on computes it again; null where a damaged file is refused.</param>
public sealed class TrialStore(string iterationFolder, Action<Fault>? damaged = null)
{
    private readonly string _folder = Path.Combine(iterationFolder, "trials");
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>The folder of the mining iteration whose sweep this is.</summary>
    public string IterationFolder { get; } = iterationFolder;

    /// <summary>The folder of a trial, where its posteriors and fold fits lie too.</summary>
    public string FolderOf(TrialSpec spec) => FolderOf(spec.Id);

    /// <summary>The folder of the trial of an id.</summary>
    public string FolderOf(string id) => Path.Combine(_folder, id);

    /// <summary>How many trials were begun, those with damaged files among them.</summary>
    public int CountBegun() => Directory.Exists(_folder) ? Directory.EnumerateDirectories(_folder).Count(folder => File.Exists(SpecIn(folder))) : 0;

    /// <summary>All trials on disk, by number.</summary>
    /// <exception cref="InvalidInputException">A file is damaged, and nobody wants to be told instead.</exception>
    public IReadOnlyList<TrialRecord> Load() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateDirectories(_folder)
            .Select(folder => Find<TrialSpec>(SpecIn(folder)) is { } spec ? new TrialRecord(spec, Find<TrialResult>(ResultIn(folder))) : null)
            .OfType<TrialRecord>()
            .OrderBy(record => record.Spec.Number)];

    /// <summary>Writes a trial's spec, unless it is there already.</summary>
    public void Begin(TrialSpec spec) => RunJson.WriteOnce(SpecIn(FolderOf(spec)), spec);

    /// <summary>Commits a trial's result; false where one was committed before, which then stands.</summary>
    public bool Commit(TrialSpec spec, TrialResult result) => RunJson.WriteOnce(ResultIn(FolderOf(spec)), result);

    /// <summary>Reads a file of this store or of its iteration: null where there is none, or where it is damaged and somebody was told.</summary>
    /// <exception cref="InvalidInputException">It is damaged, and nobody wants to be told instead.</exception>
    public T? Find<T>(string path)
        where T : class =>
        damaged is not null ? RunJson.Find<T>(path, Tell)
            : File.Exists(path) ? RunJson.Read<T>(path, "go on with the run (mer run EXPERIMENT --resume RUN), which computes it again") : null;

    private static string SpecIn(string folder) => Path.Combine(folder, "spec.json");

    private static string ResultIn(string folder) => Path.Combine(folder, "result.json");

    private void Tell(Fault fault)
    {
        lock (_told)
        {
            if (!_told.Add(fault.Place))
            {
                return;
            }
        }

        damaged!(fault);
    }
}
