using System.Text.Json;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Configuration;
using MerExperiments.Corpora;
using MerExperiments.Encoders;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Ensembles;
using MerExperiments.Fusion.Text;
using MerExperiments.Media;
using MerExperiments.Media.Denoising;
using MerExperiments.Media.Faces;
using MerExperiments.Media.Noise;
using MerExperiments.Media.Preparation;
using MerExperiments.Media.Transcripts;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Reporting.Sections;
using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;
using MerExperiments.Sweeps;

namespace MerExperiments.Pipeline;

/// <summary>What experiments can be made of: heads, tuners, ensemble methods, corpora, models that prepare clips, sections of the report. A new one knows all that is built in.</summary>
/// <remarks>Everything is registered in one shape, a name and how it is made, the built-in things too. Names in experiments.json, in help, completion and schema are those
/// registered here. Nothing is made before <see cref="Check"/>, which tells every fault at once. Register first, then use: using it is safe on several threads.</remarks>
public sealed class Toolkit
{
    private readonly Registered<Lazy<IHead>> _heads = new("head");
    private readonly Registered<Lazy<ITuner>> _tuners = new("tuner");
    private readonly Registered<Func<EnsembleContext, IEnsembleMethod>> _ensembles = new("ensemble method");
    private readonly Registered<Lazy<IReportSection>> _reportSections = new("report section");
    private readonly Registered<CorpusKind> _corpora = new("corpus kind");
    private readonly Registered<MediaModel<IDenoiser>> _denoisers = new("denoiser");
    private readonly Registered<MediaModel<ITranscriber>> _transcribers = new("transcriber");
    private readonly Registered<MediaModel<IFaceDetector>> _faceDetectors = new("face detector");

    /// <summary>Creates a toolkit with all that is built in.</summary>
    public Toolkit() => BuiltIn.AddTo(this);

    /// <summary>The heads' names.</summary>
    public IReadOnlyList<string> Heads => _heads.Names;

    /// <summary>The heads to which a pseudo-label counts as much as a human label, because their trainers take no weights.</summary>
    public IReadOnlyList<string> HeadsWithoutWeights => [.. Heads.Where(name => !Head(name).TakesWeights)];

    /// <summary>The tuners' names.</summary>
    public IReadOnlyList<string> Tuners => _tuners.Names;

    /// <summary>The ensemble methods' names.</summary>
    public IReadOnlyList<string> EnsembleMethods => _ensembles.Names;

    /// <summary>The kinds of corpora.</summary>
    public IReadOnlyList<string> CorpusKinds => _corpora.Names;

    /// <summary>The denoisers' names; cards of a workspace add more.</summary>
    public IReadOnlyList<string> Denoisers => _denoisers.Names;

    /// <summary>The transcribers' names; cards of a workspace add more.</summary>
    public IReadOnlyList<string> Transcribers => _transcribers.Names;

    /// <summary>The face detectors' names.</summary>
    public IReadOnlyList<string> FaceDetectors => _faceDetectors.Names;

    /// <summary>The sections of a run's report, in their order: the built-in ones, then those added.</summary>
    public IReadOnlyList<IReportSection> ReportSections => [.. _reportSections.Names.Select(name => _reportSections[name].Value)];

    /// <summary>All that is registered, by what it is, for people.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<string> Names)> Parts =>
    [
        .. new (string Kind, IReadOnlyList<string> Names)[]
        {
            ("heads", Heads), ("tuners", Tuners), ("ensemble methods", EnsembleMethods), ("corpus kinds", CorpusKinds), ("fitted encoders", [TextRows.EncoderName]),
            ("denoisers", Denoisers), ("transcribers", Transcribers), ("face detectors", FaceDetectors), ("report sections", _reportSections.Names),
        }.Where(part => part.Names.Count > 0),
    ];

    /// <summary>Adds a head.</summary>
    /// <param name="name">Its name in experiments.json: lower-case letters, digits and hyphens; the same as its <see cref="IHead.Name"/>.</param>
    /// <param name="make">Makes it, once.</param>
    public Toolkit AddHead(string name, Func<IHead> make) => Added(() => _heads.Add(name, new Lazy<IHead>(make)));

    /// <summary>Adds a tuner.</summary>
    /// <param name="name">Its name in experiments.json, the same as its <see cref="ITuner.Name"/>.</param>
    /// <param name="make">Makes it, once.</param>
    public Toolkit AddTuner(string name, Func<ITuner> make) => Added(() => _tuners.Add(name, new Lazy<ITuner>(make)));

    /// <summary>Adds an ensemble method.</summary>
    /// <param name="name">Its name in experiments.json.</param>
    /// <param name="make">Makes it from the settings, the metric and the proposer of weights; once per ensemble.</param>
    public Toolkit AddEnsembleMethod(string name, Func<EnsembleContext, IEnsembleMethod> make) => Added(() => _ensembles.Add(name, make));

    /// <summary>Adds a section to the end of every run's report.</summary>
    /// <param name="name">Its name, different from the others'.</param>
    /// <param name="make">Makes it, once.</param>
    public Toolkit AddReportSection(string name, Func<IReportSection> make) => Added(() => _reportSections.Add(name, new Lazy<IReportSection>(make)));

    /// <summary>Adds a kind of corpus.</summary>
    /// <typeparam name="TOptions">The record whose properties are the kind's keys below <c>corpus</c>, each number with its range (<see cref="BetweenAttribute"/>).</typeparam>
    /// <param name="kind">Its name in experiments.json.</param>
    /// <param name="open">Makes its reader from the keys.</param>
    public Toolkit AddCorpus<TOptions>(string kind, Func<TOptions, CorpusContext, ICorpusReader> open)
        where TOptions : class => Added(() => _corpora.Add(kind, new CorpusKind(typeof(TOptions), (options, context) => open((TOptions)options, context))));

    /// <summary>Adds a denoiser beside those that have a card.</summary>
    /// <param name="model">Its name in experiments.json, a version that names all that decides its output, and how it is made, given models.root.</param>
    public Toolkit AddDenoiser(MediaModel<IDenoiser> model) => Added(() => _denoisers.Add(model.Name, model));

    /// <summary>Adds a transcriber beside those that have a card.</summary>
    /// <inheritdoc cref="AddDenoiser" path="/param"/>
    public Toolkit AddTranscriber(MediaModel<ITranscriber> model) => Added(() => _transcribers.Add(model.Name, model));

    /// <summary>Adds a face detector.</summary>
    /// <inheritdoc cref="AddDenoiser" path="/param"/>
    public Toolkit AddFaceDetector(MediaModel<IFaceDetector> model) => Added(() => _faceDetectors.Add(model.Name, model));

    /// <summary>Makes everything once, and refuses what cannot be made: names that stand twice, spaces that name a parameter twice, options whose defaults break their ranges.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    public void Check() => InvalidInputException.ThrowIfAny(
    [
        .. _heads.Faults, .. _heads.Try((name, head) => NameProblem(name, head.Value.Name) ?? (head.Value.Space is null ? "has no search space" : null)),
        .. _tuners.Faults, .. _tuners.Try((name, tuner) => NameProblem(name, tuner.Value.Name)),
        .. _ensembles.Faults,
        .. _reportSections.Faults, .. _reportSections.Try((_, section) => section.Value.Title.Length > 0 ? null : "has no title"),
        .. _corpora.Faults, .. _corpora.Names.SelectMany(kind => OptionsRecord.Faults(_corpora[kind].Options, $"corpus kind \"{kind}\"")),
        .. Faults(_denoisers), .. Faults(_transcribers), .. Faults(_faceDetectors),
    ]);

    /// <summary>The experiments of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="only">The one experiment that is wanted, whatever the others look like; null to check all.</param>
    /// <exception cref="InvalidInputException">experiments.json is refused; all faults at once.</exception>
    public ExperimentCatalogue<ExperimentConfiguration> Catalogue(Workspace workspace, string? only = null) =>
        ExperimentCatalogue<ExperimentConfiguration>.Load(workspace.Catalogue, NamesIn(workspace), only);

    /// <summary>The settings that a run was frozen with.</summary>
    /// <exception cref="InvalidInputException">They name what is not registered here, or break rules; all faults at once.</exception>
    public ExperimentConfiguration Restore(Workspace workspace, string experiment, JsonElement frozen) =>
        ExperimentCatalogue<ExperimentConfiguration>.Restore(experiment, frozen, workspace.Root, NamesIn(workspace));

    /// <summary>Opens and reads an experiment's corpus; a generated one is generated.</summary>
    /// <exception cref="InvalidInputException">The corpus's files are refused; all faults at once.</exception>
    public Corpus OpenCorpus(ExperimentConfiguration experiment, CorpusContext context)
    {
        try
        {
            return _corpora[experiment.Corpus.Kind].Open(experiment.Corpus.Options!, context).Read(context.Cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException("corpus", $"of kind {experiment.Corpus.Kind} cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is not (InvalidInputException or OperationCanceledException or IOException or UnauthorizedAccessException))
        {
            throw new InvalidOperationException($"the reader of the corpus kind \"{experiment.Corpus.Kind}\" failed with {e.GetType().Name}: {e.Message}", e);
        }
    }

    /// <summary>The JSON schema of experiments.json, with all names registered here; names that come from cards are left open.</summary>
    public string Schema() => SettingsSchema.Of(typeof(ExperimentConfiguration), OwnNames);

    /// <summary>All names that experiments.json may use in a workspace: those registered here and those of its cards.</summary>
    public KnownNames NamesIn(Workspace workspace)
    {
        EncoderRegistry encoders = EncoderRegistry.In(workspace, workspace.Root);
        PreparationModels models = PreparationModels(workspace, workspace.Root);
        return OwnNames
            .With(NameKind.Encoder, encoders.Names.Append(TextRows.EncoderName).Distinct())
            .With(NameKind.FrameEncoder, encoders.Names.Where(name => encoders[name] is { Modality: Modality.Audio, Pooling: not EncoderPooling.None }))
            .With(NameKind.Denoiser, models.Denoisers.Names)
            .With(NameKind.Transcriber, models.Transcribers.Names)
            .WithFaulty([.. encoders.Faulty, .. models.Faulty]);
    }

    /// <summary>The head of a name.</summary>
    internal IHead Head(string name) => _heads[name].Value;

    /// <summary>The tuner of a name.</summary>
    internal ITuner Tuner(string name) => _tuners[name].Value;

    /// <summary>The ensemble method that settings ask for.</summary>
    internal IEnsembleMethod Ensemble(EnsembleContext context) => _ensembles[context.Options.Method](context);

    /// <summary>The models that can prepare a workspace's clips: those added, the built-in ones among them, and those with a card.</summary>
    internal PreparationModels PreparationModels(Workspace workspace, string modelsRoot) => Media.Preparation.PreparationModels.Of(
        modelsRoot, workspace.DenoiserCards, workspace.TranscriberCards, _denoisers.All, _transcribers.All, _faceDetectors.All);

    /// <summary>The names that no workspace adds to.</summary>
    private KnownNames OwnNames => _corpora.Names.Aggregate(
        KnownNames.Empty
            .With(NameKind.Head, Heads)
            .With(NameKind.Tuner, Tuners)
            .With(NameKind.EnsembleMethod, EnsembleMethods)
            .With(NameKind.FaceDetector, FaceDetectors)
            .With(NameKind.SoundCondition, SoundCondition.Names)
            .With(NameKind.AdapterTarget, LowRankOptions.KnownTargets)
            .WithOne(NameKind.Noise, NamesAttribute.None, null)
            .WithOne(NameKind.Noise, "babble", typeof(BabbleOptions)),
        (names, kind) => names.WithOne(NameKind.Corpus, kind, _corpora[kind].Options));

    /// <summary>The faults of media models: a version is needed, or what was prepared with an older one would be taken for this one's.</summary>
    private static IEnumerable<Fault> Faults<T>(Registered<MediaModel<T>> models)
        where T : IDisposable => models.Faults.Concat(models.Try((_, model) => string.IsNullOrWhiteSpace(model.Version) ? "has no version; it must name all that decides its output" : null));

    private static string? NameProblem(string registered, string own) => own == registered ? null : $"calls itself \"{own}\"; it must have the name it is registered by";

    private Toolkit Added(Action add)
    {
        add();
        return this;
    }

    private sealed record CorpusKind(Type Options, Func<object, CorpusContext, ICorpusReader> Open);
}

/// <summary>What a corpus is opened with.</summary>
/// <param name="Workspace">Where everything lies.</param>
/// <param name="Progress">Receives progress and notices.</param>
/// <param name="Cancellation">Stops the work.</param>
public sealed record CorpusContext(Workspace Workspace, IRunProgress Progress, CancellationToken Cancellation);
