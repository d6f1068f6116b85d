using System.Globalization;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Evaluation;
using MerExperiments.Pipeline.Inputs;

namespace MerExperiments.Pipeline.FineTuning;

/// <summary>Trains the folds' models of all splits, and scores their class heads by themselves.</summary>
/// <param name="models">What trains.</param>
/// <param name="inputs">The splits: one, or one per outer fold.</param>
/// <param name="seed">The seed of the intervals.</param>
internal sealed class FoldTraining(AudioTextModels models, IReadOnlyList<JointInput> inputs, NamedSeed seed)
{
    /// <summary>Trains all folds, or one.</summary>
    /// <param name="fold">The one fold, from 0; null for all.</param>
    /// <param name="run">How.</param>
    public FineTuningResult Run(int? fold, JointRun run)
    {
        JointScores[] scores = [.. inputs.Select(input => fold is { } only ? One(input, only, run) : All(input, run))];
        return new FineTuningResult
        {
            Models = [.. inputs.SelectMany(input => ModelsOf(input, fold, run))],
            OutOfFold = Score([.. scores.Select(s => s.OutOfFold)], inputs.SelectMany(i => i.Split.Labelled), ScoredLabels.HumanLabelsOutOfFold),
            Test = Score([.. scores.Select(s => s.Test)], inputs.SelectMany(i => i.Split.Test), ScoredLabels.HumanLabelsOfTestPart),
        };
    }

    private JointScores All(JointInput input, JointRun run)
    {
        CrossFitted fitted = models.Fit(input.Joint, run with { Prefix = PrefixOf(input) });
        return new JointScores(fitted.OutOfFold, fitted.Others[1]);
    }

    private JointScores One(JointInput input, int fold, JointRun run)
    {
        LearningTask task = input.Rows.TaskOf(fold);
        IReadOnlyList<EncodedRows> encoded = models.LearnerOf(input.Joint, run with { Prefix = PrefixOf(input) }).Learn(task, run.Cancellation);
        return new JointScores(PosteriorsOf(0), PosteriorsOf(2));

        Posteriors PosteriorsOf(int list) => new(task.Encoded[list].Names, input.Labels, encoded[list].Posteriors);
    }

    private IEnumerable<FineTunedModel> ModelsOf(JointInput input, int? fold, JointRun run) =>
        Enumerable.Range(0, input.Split.Folds.Count).Where(f => fold is null || f == fold)
            .Select(f => models.ModelOf(input.Joint, input.Rows.TaskOf(f).Training, string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(input)}fold {f + 1}/{input.Split.Folds.Count}"), run));

    private ScoredSet Score(IReadOnlyList<Posteriors> parts, IEnumerable<Utterance> utterances, ScoredLabels scoredOn)
    {
        LabelSet labels = inputs[0].Labels;
        var byName = utterances.DistinctBy(u => u.Name, StringComparer.Ordinal).ToDictionary(u => u.Name, StringComparer.Ordinal);
        Utterance[] rows = [.. parts.SelectMany(part => part.Names).Select(name => byName[name])];
        var reference = new Reference(
            [.. rows.Select(u => labels.IndexOf(u.Label))], labels, rows.Any(u => u.Speaker is not null) ? [.. rows.Select(u => u.Speaker)] : null, inputs[0].Split.GroupWord);
        return Scorer.Score([.. parts.SelectMany(part => part.PredictedIndices())], reference, scoredOn, seed.For("scores").For("intervals"));
    }

    private string PrefixOf(JointInput input) =>
        inputs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"outer fold {input.Split.OuterFold + 1}/{inputs.Count}, ");

    private sealed record JointScores(Posteriors OutOfFold, Posteriors Test);
}
