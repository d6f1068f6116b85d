using System.Text.Json;
using MerExperiments.Features;
using MerExperiments.Fusion.Export;
using MerExperiments.Pipeline.Prediction;
using MerExperiments.Pipeline.Scores;
using MerExperiments.Pipeline.Splits;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Loop;

/// <summary>Writes <c>model/</c>: the final ensemble as one ONNX graph and as an ML.NET model zip.</summary>
/// <remarks>With outer folds the model is the mean of the outer folds' ensembles: its score is estimated by the folds, not measured on any
/// data of its own.</remarks>
internal static class ModelStage
{
    /// <summary>Exports the chosen iterations' ensembles; nothing is done where the folder is whole. Fold models that are damaged, or deleted since, are fitted again.</summary>
    /// <param name="context">The run.</param>
    /// <param name="flows">What the flow left on each split of the first condition.</param>
    /// <param name="folderOf">The folders of a split's mining iterations.</param>
    /// <param name="describer">Says how clips become the model's inputs.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Write(
        RunContext context, IReadOnlyList<FlowOutcome> flows, Func<Split, Func<int, string>> folderOf, FeatureDescriber describer, CancellationToken cancellation)
    {
        string folder = context.Session.Run.Model;
        if (context.Session.Run.ModelFiles.All(CheckedFile.IsWhole) && CheckedFile.DamageIn(folder, all: true).Count == 0)
        {
            return;
        }

        var members = new List<ExportMember>();
        foreach (FlowOutcome flow in flows)
        {
            var store = new TrialStore(folderOf(flow.Data.Split)(flow.Chosen.Iteration));
            var evaluator = new TrialEvaluator(context, flow.Data, flow.Chosen.PseudoLabels, store);
            var specs = store.Load().ToDictionary(trial => trial.Spec.Id, trial => trial.Spec, StringComparer.Ordinal);
            int folds = flow.Data.Folds.Count;
            members.AddRange(flow.Chosen.Weights.SelectMany(weight => Enumerable.Range(0, folds).Select(fold => new ExportMember(
                evaluator.ModelOf(specs[weight.Key], fold, cancellation), weight.Value / folds / flows.Count))));
        }

        string? normalisation = context.Configuration.Normalise == Normalisation.Speaker
            ? PerSpeakerNormalisation.Description
            : null;
        string[] inputs = [.. ModelExport.Merge(members, flows[0].Data.Labels).Inputs.Select(input => input.Encoder)];
        JsonElement features = describer.Describe(folder, $"{context.Configuration.Experiment}/{context.Session.Run.RunId}", inputs);
        ModelExport.Write(folder, members, flows[0].Data.Labels, normalisation, features);
    }
}
