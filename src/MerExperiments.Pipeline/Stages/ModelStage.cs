using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Export;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Stages;

/// <summary>Writes <c>model/</c>: the final ensemble as one ONNX graph and as an ML.NET model zip.</summary>
/// <remarks>With outer folds the model is the mean of the outer folds' ensembles: its score is estimated by the folds, not measured on any
/// data of its own.</remarks>
public static class ModelStage
{
    /// <summary>Exports the chosen iterations' ensembles.</summary>
    public static void Write(RunContext context, IReadOnlyList<FlowOutcome> flows, Func<Split, Func<int, string>> folderOf)
    {
        var members = new List<ExportMember>();
        foreach (FlowOutcome flow in flows)
        {
            var store = new TrialStore(folderOf(flow.Data.Split)(flow.Chosen.Iteration));
            int folds = flow.Data.Folds.Count;
            members.AddRange(flow.Chosen.Weights.SelectMany(weight => Enumerable.Range(0, folds).Select(fold => new ExportMember(
                FittedHead.Load(new FoldFitStore(store.FolderOf(weight.Key)).ModelPath(fold)), weight.Value / folds / flows.Count))));
        }

        string? normalisation = context.Configuration.Normalise == Normalisation.Speaker
            ? PerSpeakerNormalisation.Description
            : null;
        ModelExport.Write(context.Session.Run.Model, members, flows[0].Data.Labels, normalisation);
    }
}
