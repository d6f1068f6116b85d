using MerExperiments.Fusion.Text;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Scores;
using MerExperiments.Search;

namespace MerExperiments.Pipeline.Loop;

/// <summary>What a few minutes with classical models give on the same features and folds: the yardstick that every search stands beside.</summary>
/// <remarks>A fixed grid of support vector machines and logistic regression over all encoders (and linear machines over terms, where texts are fitted to), the best of it chosen by
/// the same out-of-fold score that chooses trials. It has no part in the ensemble.</remarks>
/// <param name="context">The run.</param>
/// <param name="data">The split with its features.</param>
/// <param name="folder">Where its trials lie.</param>
/// <param name="encoders">The encoders that late fusion sees.</param>
internal sealed class LightBaselineStage(RunContext context, SplitFeatures data, string folder, IReadOnlyList<string> encoders)
{
    /// <summary>The most training rows of a support vector machine here: its time grows with their square and more.</summary>
    private const int MostKernelRows = 4_096;

    /// <summary>Computes what is not computed yet.</summary>
    /// <param name="prefix">What to put before the stage's name.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LightBaseline Run(string prefix, CancellationToken cancellation)
    {
        string[] heads = [.. Heads()];
        ExperimentConfiguration configuration = context.Configuration with { Sweep = context.Configuration.Sweep with { Heads = [.. heads], Features = FeatureChoice.All } };
        RunContext light = context with { Configuration = configuration, Space = new HeadSearchSpace(context.Toolkit, configuration, encoders) };
        ParameterSet[] grid = [.. heads.SelectMany(head => Grid(head).Select(values => light.Space.Space.Defaults([("head", new ParameterValue(head)), .. values])))];
        IReadOnlyList<FinishedTrial> trials = new SweepStage(light, data, folder).Run(
            $"{prefix}light baseline", [], grid, grid.Length, context.Seed.For("light baseline", data.Split.OuterFold), cancellation);
        FoldFitStore.DropModelsBelow(folder);
        FinishedTrial best = trials.MaxBy(trial => trial.Score)!;
        return new LightBaseline(best.Spec.Parameters.Choice("head"), HeadSearchSpace.HeadParametersOf(best.Spec.Parameters), best.Score, best.Posteriors.Test);
    }

    private IEnumerable<string> Heads()
    {
        if (data.LabelledNames.Count * (data.Folds.Count - 1) / data.Folds.Count <= MostKernelRows)
        {
            yield return "svm";
        }

        yield return "maximum-entropy";
        if (encoders.Contains(TextRows.EncoderName))
        {
            yield return "text-linear";
        }
    }

    private static IEnumerable<(string, ParameterValue)[]> Grid(string head) => head switch
    {
        "svm" =>
        [
            .. from cost in new[] { 0.3, 3, 30 }
               from bandwidth in new[] { 0.5, 0.7, 1 }
               select new[] { ("svm.cost", new ParameterValue(cost)), ("svm.bandwidth", new ParameterValue(bandwidth)), ("svm.balance", new ParameterValue(0.0)) },
        ],
        "text-linear" => [.. new[] { 0.03, 0.1, 0.3, 1 }.Select(cost => new[] { ("text-linear.cost", new ParameterValue(cost)) })],
        _ => [.. new[] { 0.3, 3.0, 30, 300 }.Select(penalty => new[] { ("maximum-entropy.l2", new ParameterValue(penalty)) })],
    };
}
