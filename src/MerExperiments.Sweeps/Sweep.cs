using System.Globalization;
using MerExperiments.Runs;
using MerExperiments.Search;
using MerExperiments.Settings;

namespace MerExperiments.Sweeps;

/// <summary>One search: baselines first, then generations of proposals, each made from the results of finished generations alone.</summary>
/// <remarks>So the trials depend on the options, not on timing or the number of workers, and a sweep that was stopped at any instant
/// proposes the same again: trials with a result are not computed twice, those begun without one are computed from the same spec.</remarks>
public sealed class Sweep
{
    private const int MostRedraws = 16;

    private readonly SweepTask _task;
    private readonly SweepOptions _options;
    private readonly TrialStore _store;
    private readonly LocalTrialExecutor _executor;
    private readonly TimeProvider _time;

    /// <summary>Creates a sweep over a store, which may hold trials of the same sweep.</summary>
    /// <param name="task">What is searched.</param>
    /// <param name="options">How long, and how many trials at a time.</param>
    /// <param name="store">Where the trials lie.</param>
    /// <param name="workers">The number of threads that compute trials, 1 or more. It changes no trial.</param>
    /// <param name="time">The clock of the time budget; null for the machine's.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1 workers.</exception>
    public Sweep(SweepTask task, SweepOptions options, TrialStore store, int workers, TimeProvider? time = null)
    {
        OptionsCheck.Require(options, "sweep");
        (_task, _options, _store, _executor, _time) = (task, options, store, new LocalTrialExecutor(workers), time ?? TimeProvider.System);
    }

    private string ClosureFile => Path.Combine(_store.IterationFolder, "sweep.json");

    /// <summary>Computes what is not computed yet.</summary>
    /// <param name="evaluate">Computes one trial; called from several threads. A trial that throws has failed.</param>
    /// <param name="onFinished">Told of each trial computed now, one at a time; not of those found in the store.</param>
    /// <param name="cancellation">Stops the sweep; it can be resumed.</param>
    /// <returns>All trials, by number, each with a result.</returns>
    /// <exception cref="InvalidInputException">The store holds a trial that this sweep would not have proposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<TrialRecord> Run(
        Func<TrialSpec, CancellationToken, TrialResult> evaluate, Action<TrialRecord>? onFinished, CancellationToken cancellation)
    {
        long started = _time.GetTimestamp();
        Dictionary<int, TrialRecord> stored = _store.Load().ToDictionary(trial => trial.Spec.Number);
        List<TrialRecord> history = [];
        int end = ReadClosure()?.ClosedAfter ?? _options.Trials;
        while (history.Count < end)
        {
            cancellation.ThrowIfCancellationRequested();
            TrialSpec[] generation = Propose(history, end);
            if (history.Count > 0 && !stored.ContainsKey(history.Count) && IsSpent(started))
            {
                Close(history.Count);
                break;
            }

            Check(generation, stored);
            history.AddRange(Finish(generation, stored, evaluate, onFinished, cancellation));
        }

        return history;
    }

    private TrialSpec[] Propose(IReadOnlyList<TrialRecord> history, int end)
    {
        List<TrialRecord> known = [.. history];
        int baselines = Math.Min(_task.Baselines.Count, end);
        int next = history.Count < baselines ? baselines : Math.Min(history.Count + _options.ProposalBatch, end);
        for (int number = history.Count; number < next; number++)
        {
            known.Add(new TrialRecord(SpecOf(number, known), null));
        }

        return [.. known.Skip(history.Count).Select(trial => trial.Spec)];
    }

    private TrialSpec SpecOf(int number, IReadOnlyList<TrialRecord> known)
    {
        bool isBaseline = number < _task.Baselines.Count;
        return new TrialSpec
        {
            Number = number,
            Parameters = isBaseline ? _task.Baselines[number] : Draw(number, known),
            Seed = _task.Seed.For("trial", number).Value,
            ProposedBy = isBaseline ? "baseline" : _task.Tuner.Name,
        };
    }

    private ParameterSet Draw(int number, IReadOnlyList<TrialRecord> known)
    {
        NamedSeed seed = _task.Seed.For("proposal", number);
        ParameterSet set = _task.Tuner.Propose(_task.Space, known, seed);
        for (int redraw = 1; redraw <= MostRedraws && known.Any(trial => trial.Spec.Parameters.Equals(set)); redraw++)
        {
            set = _task.Tuner.Propose(_task.Space, known, seed.For("redraw", redraw));
        }

        return set;
    }

    private void Check(IEnumerable<TrialSpec> generation, Dictionary<int, TrialRecord> stored)
    {
        InvalidInputException.ThrowIfAny([.. generation
            .Where(spec => stored.TryGetValue(spec.Number, out TrialRecord? trial) && trial.Spec != spec)
            .Select(spec => new Fault(
                Path.Combine(_store.FolderOf(spec), "spec.json"),
                $"holds {Describe(stored[spec.Number].Spec)}; this sweep would try {Describe(spec)}; resume with the configuration it began with"))]);
    }

    private IReadOnlyList<TrialRecord> Finish(
        TrialSpec[] generation,
        Dictionary<int, TrialRecord> stored,
        Func<TrialSpec, CancellationToken, TrialResult> evaluate,
        Action<TrialRecord>? onFinished,
        CancellationToken cancellation)
    {
        Dictionary<int, TrialResult> results = generation
            .Where(spec => stored.GetValueOrDefault(spec.Number)?.Result is not null)
            .ToDictionary(spec => spec.Number, spec => stored[spec.Number].Result!);
        TrialSpec[] open = [.. generation.Where(spec => !results.ContainsKey(spec.Number))];
        Array.ForEach(open, _store.Begin);
        _executor.Run(open, evaluate, Commit, cancellation);
        return [.. generation.Select(spec => new TrialRecord(spec, results[spec.Number]))];

        void Commit(TrialSpec spec, TrialResult result)
        {
            results[spec.Number] = Committed(spec, Sane(result));
            onFinished?.Invoke(new TrialRecord(spec, results[spec.Number]));
        }
    }

    private TrialResult Committed(TrialSpec spec, TrialResult result) =>
        _store.Commit(spec, result) ? result : _store.Load().Single(trial => trial.Spec.Number == spec.Number).Result!;

    /// <summary>A sweep is closed when no trial is under way, and begins none afterwards: the trials that lie there say what a damaged closure said.</summary>
    private SweepClosure? ReadClosure() => !File.Exists(ClosureFile) ? null
        : _store.Find<SweepClosure>(ClosureFile) ?? Close(_store.CountBegun());

    private bool IsSpent(long started) => _options.BudgetMinutes is { } minutes && _time.GetElapsedTime(started).TotalMinutes >= minutes;

    private SweepClosure Close(int trials)
    {
        string minutes = (_options.BudgetMinutes ?? 0).ToString("0.##", CultureInfo.InvariantCulture);
        var closure = new SweepClosure(trials, $"the budget of {minutes} minutes was spent after {trials} trials");
        RunJson.WriteOnce(ClosureFile, closure);
        return closure;
    }

    private static TrialResult Sane(TrialResult result)
    {
        double[] scores = [.. result.FoldScores, result.Score ?? (result.State == TrialState.Completed ? double.NaN : 0)];
        return scores.All(double.IsFinite)
            ? result
            : new TrialResult { State = TrialState.Failed, Reason = "a score is missing or not a finite number", Seconds = result.Seconds };
    }

    private static string Describe(TrialSpec spec) => $"[{spec.Parameters}] with seed {spec.Seed} by {spec.ProposedBy}";
}

/// <summary>The decision to end a sweep before its last trial, committed once as <c>sweep.json</c>; a resumed sweep ends there too.</summary>
/// <param name="ClosedAfter">How many trials the sweep has.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record SweepClosure(int ClosedAfter, string Reason);
