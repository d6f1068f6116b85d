using MerExperiments.Fusion;
using MerExperiments.Search;

namespace MerExperiments.Pipeline.Loop;

/// <summary>What a sweep varies: the head, the encoders it sees, and the head's own parameters.</summary>
/// <remarks>Parameters: <c>head</c> (choice), <c>features</c> (choice of encoder subsets, joined by <c>+</c>), and <c>&lt;head&gt;.&lt;parameter&gt;</c>.</remarks>
internal sealed class HeadSearchSpace
{
    /// <summary>The most encoders of which every subset can be tried.</summary>
    public const int MostEncodersInSubsets = 8;

    private const char Join = '+';
    private readonly IReadOnlyList<string> _encoders;
    private readonly IReadOnlyList<IHead> _heads;

    /// <summary>Composes the space of an experiment.</summary>
    /// <param name="toolkit">What heads there are.</param>
    /// <param name="configuration">The experiment.</param>
    /// <param name="encoders">The encoders that heads may see; null for all, the joint model's among them.</param>
    public HeadSearchSpace(Toolkit toolkit, ExperimentConfiguration configuration, IReadOnlyList<string>? encoders = null)
    {
        _encoders = encoders ?? configuration.FusedEncoders;
        _heads = [.. configuration.Sweep.Heads.Select(toolkit.Head)];
        bool subsets = configuration.Sweep.Features == FeatureChoice.Subset;
        Space = new SearchSpace(
        [
            new ChoiceParameter("head", [.. _heads.Select(head => head.Name)]),
            new ChoiceParameter("features", [.. subsets ? Subsets() : [string.Join(Join, _encoders)]]),
            .. _heads.SelectMany(head => head.Space.Under(head.Name, new ActiveWhen("head", head.Name))),
        ]);
        Baselines = Bounded(configuration.Sweep);
    }

    /// <summary>The encoders that heads may see.</summary>
    public IReadOnlyList<string> Encoders => _encoders;

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>The trials a sweep begins with: every head at its defaults, on each encoder alone (so that the report can say what one modality
    /// reaches), then on all encoders. Where there are more than trials, those on all encoders have the first claim, then one head after another on each encoder.</summary>
    public IReadOnlyList<ParameterSet> Baselines { get; }

    /// <summary>The fault of an experiment that asks for every subset of more encoders than <see cref="MostEncodersInSubsets"/>.</summary>
    public static IEnumerable<Fault> Faults(ExperimentConfiguration configuration)
    {
        int encoders = configuration.FusedEncoders.Count;
        return configuration.Sweep.Features == FeatureChoice.All || encoders <= MostEncodersInSubsets ? []
            : [new Fault("sweep.features", $"is subset with {encoders} encoders; it must be all with more than {MostEncodersInSubsets}")];
    }

    /// <summary>The head of a parameter set.</summary>
    public IHead HeadOf(ParameterSet parameters) => _heads.Single(head => head.Name == parameters.Choice("head"));

    /// <summary>The head's own parameters.</summary>
    public static ParameterSet HeadParametersOf(ParameterSet parameters) => parameters.Under(parameters.Choice("head"));

    /// <summary>The encoders a parameter set uses.</summary>
    public static IReadOnlyList<string> EncodersOf(ParameterSet parameters) => parameters.Choice("features").Split(Join);

    private IReadOnlyList<ParameterSet> Bounded(SweepSettings sweep)
    {
        ParameterSet[] all = [.. _heads.Select(head => Defaults(head, string.Join(Join, _encoders)))];
        ParameterSet[] singles = sweep.Features == FeatureChoice.All || _encoders.Count == 1
            ? []
            : [.. _encoders.SelectMany(encoder => _heads.Select(head => Defaults(head, encoder)))];
        IEnumerable<ParameterSet> byHead = Enumerable.Range(0, _heads.Count).SelectMany(head => singles.Where((_, i) => i % _heads.Count == head));
        HashSet<ParameterSet> kept = [.. all.Concat(byHead).Take(sweep.Search.Trials)];
        return [.. singles.Concat(all).Where(kept.Contains)];
    }

    private ParameterSet Defaults(IHead head, string features) =>
        Space.Defaults(("head", new ParameterValue(head.Name)), ("features", new ParameterValue(features)));

    private IEnumerable<string> Subsets()
    {
        int all = (1 << _encoders.Count) - 1;
        for (int subset = all; subset > 0; subset--)
        {
            yield return string.Join(Join, _encoders.Where((_, i) => (subset >> i & 1) == 1));
        }
    }
}
