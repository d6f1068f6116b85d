using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MerExperiments.Corpora;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Run;

/// <summary>A run folder held open by the one process that writes it.</summary>
/// <remarks>The lock is an open file, so the system releases it however the process ends.</remarks>
internal sealed class RunSession : IDisposable
{
    private readonly IDisposable _lock;
    private readonly TimeProvider _time;
    private readonly long _opened;
    private readonly double _secondsBefore;
    private RunManifest _manifest;

    private RunSession(RunFolder run, RunManifest manifest, IDisposable held, TimeProvider time)
    {
        (Run, _manifest, _lock, _time) = (run, manifest, held, time);
        _opened = time.GetTimestamp();
        _secondsBefore = manifest.Seconds;
        Log = new RunLog(run, time);
        IsFinished = manifest.State == RunState.Finished && CheckedFile.DamageIn(run.Path, all: false).Count == 0 && Final(run).All(CheckedFile.IsWhole);
        if (!IsFinished)
        {
            Save(RunState.Unfinished);
        }
    }

    /// <summary>The run folder.</summary>
    public RunFolder Run { get; }

    /// <summary>The run's log.</summary>
    public RunLog Log { get; }

    /// <summary>Whether the run was finished before it was opened, and none of its files was damaged or lost since: then there is nothing to go on with.</summary>
    public bool IsFinished { get; }

    /// <summary>What began the run, where it was another version, program or machine than goes on with it; else null.</summary>
    public Provenance? ContinuedFrom { get; private init; }

    /// <summary>Makes a new run folder, or opens the one to go on with.</summary>
    /// <exception cref="InvalidInputException">The run to resume does not exist, was run with other settings or another corpus, or is being written.</exception>
    public static RunSession Open(
        Workspace workspace, ExperimentConfiguration configuration, RunRequest request, Corpus corpus, TimeProvider time)
    {
        var manifest = new RunManifest
        {
            Experiment = configuration.Experiment,
            RunId = request.ResumeRunId ?? NewId(time),
            State = RunState.Unfinished,
            Configuration = configuration.Frozen,
            CorpusHash = corpus.Hash(),
            CorpusFolder = CorpusFolderOf(workspace, corpus),
            NormalisedPerSpeaker = configuration.Normalise == Normalisation.Speaker,
            Provenance = Provenance.Here(request.Command, time),
        };
        var run = new RunFolder(Path.Combine(workspace.Experiments, manifest.Experiment, manifest.RunId));
        if (request.ResumeRunId is null)
        {
            Directory.CreateDirectory(run.Path);
        }

        IDisposable held = request.ResumeRunId is null || File.Exists(run.Manifest)
            ? FileLock.Take(Path.Combine(run.Path, ".lock"), run.Path, "is being written by another process; wait for it, or stop it")
            : throw Unknown(run, manifest);
        try
        {
            RunManifest found = request.ResumeRunId is null ? manifest : Resumable(run, manifest);
            Provenance last = found.ContinuedBy.LastOrDefault(found.Provenance);
            bool differs = found.State != RunState.Finished && !last.ComputesLike(manifest.Provenance);
            var session = new RunSession(run, differs ? found with { ContinuedBy = [.. found.ContinuedBy, manifest.Provenance] } : found, held, time) { ContinuedFrom = differs ? last : null };
            AtomicFile.Sweep(run.Path);
            return session;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static string CorpusFolderOf(Workspace workspace, Corpus corpus)
    {
        string below = Path.GetRelativePath(workspace.Root, corpus.Root);
        return below.StartsWith("..", StringComparison.Ordinal) ? corpus.Root : below.Replace('\\', '/');
    }

    /// <summary>Keeps which feature tables and prepared clips the run reads, and the list of unreadable media.</summary>
    /// <param name="tables">The name of each table's folder in the feature store, which is a hash of all that went into it.</param>
    /// <param name="prepared">The name of each folder of prepared clips.</param>
    /// <param name="quarantined">What could not be read.</param>
    /// <exception cref="InvalidInputException">A resumed run would read other features than it was started with.</exception>
    public void Keep(IReadOnlyList<string> tables, IReadOnlyList<string> prepared, IReadOnlyList<QuarantinedFile> quarantined)
    {
        if (_manifest.FeatureTables.Count > 0 && !_manifest.FeatureTables.SequenceEqual(tables, StringComparer.Ordinal))
        {
            throw new InvalidInputException(
                Run.Manifest,
                $"was started on the features {string.Join(", ", _manifest.FeatureTables)}, now they are {string.Join(", ", tables)}: a clip or a model has changed; start a new run");
        }

        _manifest = _manifest with { FeatureTables = tables, Prepared = prepared, Quarantined = quarantined };
        Save(RunState.Unfinished);
    }

    /// <summary>Keeps which joint models the run uses, beside those it used before.</summary>
    public void KeepJointModels(IEnumerable<string> folders)
    {
        _manifest = _manifest with { JointModels = [.. _manifest.JointModels.Union(folders)] };
        Save(RunState.Unfinished);
    }

    /// <summary>Keeps which table of a joint model's features the run reads, beside those it read before.</summary>
    public void KeepJointTable(string folder)
    {
        _manifest = _manifest with { JointTables = [.. _manifest.JointTables.Union([folder])] };
        Save(RunState.Unfinished);
    }

    /// <summary>Keeps the names of the run's conditions, in their order.</summary>
    public void KeepConditions(IEnumerable<string> names)
    {
        _manifest = _manifest with { Conditions = [.. names] };
        Save(RunState.Unfinished);
    }

    /// <summary>Marks the run finished.</summary>
    public void Finish()
    {
        _manifest = _manifest with { StopReason = null };
        Save(RunState.Finished);
    }

    /// <summary>Notes why the run ended before it was finished. A finished run stays finished, and a disk that takes no more writes makes no other failure of the one that is noted.</summary>
    public void Note(string reason)
    {
        if (_manifest.State == RunState.Finished)
        {
            return;
        }

        _manifest = _manifest with { StopReason = reason };
        try
        {
            Save(RunState.Stopped);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder resumes without it.
        }
    }

    /// <summary>Marks the run stopped, and says how to go on.</summary>
    public RunStoppedException Stop(string reason)
    {
        Note(reason);
        return new RunStoppedException(Run, reason, HowToResume());
    }

    /// <summary>The failure of a run that can go on once the cause is gone, such as a full disk.</summary>
    public IOException Fail(Exception cause)
    {
        Note(cause.Message);
        return new IOException($"{cause.Message.TrimEnd('.')}; nothing finished is lost. Once that is mended, go on with: {HowToResume()}", cause);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>The files that a finished run has.</summary>
    private static string[] Final(RunFolder run) => [run.Metrics, run.Predictions, run.TestLabels, .. run.ModelFiles];

    private string HowToResume() => $"mer run {_manifest.Experiment} --resume {_manifest.RunId}";

    private void Save(RunState state)
    {
        double seconds = _secondsBefore + _time.GetElapsedTime(_opened).TotalSeconds;
        _manifest = _manifest with { State = state, Seconds = Math.Round(seconds, 3) };
        RunJson.Write(Run.Manifest, _manifest);
    }

    private static InvalidInputException Unknown(RunFolder run, RunManifest asked)
    {
        string experiments = Path.GetDirectoryName(Path.GetDirectoryName(run.Path))!;
        string[] ids = [.. RunFolder.Find(experiments, asked.Experiment).Select(r => r.RunId)];
        return new InvalidInputException(
            "--resume", $"{asked.Experiment} has no run \"{asked.RunId}\"" + (ids.Length == 0 ? "" : NearestName.Hint(asked.RunId, ids)));
    }

    private static RunManifest Resumable(RunFolder run, RunManifest asked)
    {
        RunManifest found = run.ReadManifest();
        var faults = new List<Fault>();
        if (CheckedFile.Damage(run.Manifest) is { } damage)
        {
            // Of a run that goes on nothing else could say whether the settings are those it was started with.
            faults.Add(new Fault(run.Manifest, $"{damage}; restore it from a copy, or start a new run"));
        }

        if (!JsonElement.DeepEquals(found.Configuration, asked.Configuration))
        {
            faults.Add(new Fault(run.Manifest, "was started with other settings; resume it without --set, or start a new run"));
        }

        if (found.CorpusHash is { } hash && hash != asked.CorpusHash)
        {
            faults.Add(new Fault(run.Manifest, $"was started on another corpus (hash {hash[..12]}, now {asked.CorpusHash![..12]}); start a new run"));
        }

        InvalidInputException.ThrowIfAny(faults);
        return found with { StopReason = null };
    }

    private static string NewId(TimeProvider time) =>
        time.GetUtcNow().ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2));
}

/// <summary>The run's log: one JSON object per line, with time, event and its facts. For people and tools; the toolkit never reads it.</summary>
/// <remarks>Safe on several threads. A line is appended whole.</remarks>
internal sealed class RunLog(RunFolder run, TimeProvider time)
{
    private static readonly JsonSerializerOptions OneLine = new(RunJson.Options) { WriteIndented = false };
    private readonly Lock _lock = new();

    /// <summary>Appends an event.</summary>
    /// <param name="name">What happened, e.g. <c>trial</c>.</param>
    /// <param name="facts">Its facts, as an object to serialise.</param>
    public void Append(string name, object facts)
    {
        string line = PrintableText.Of(JsonSerializer.Serialize(new { time = time.GetUtcNow(), @event = name, facts }, OneLine)) + "\n";
        lock (_lock)
        {
            File.AppendAllText(run.Log, line);
        }
    }
}
