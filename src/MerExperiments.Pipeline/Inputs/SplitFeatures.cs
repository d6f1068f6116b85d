using MerExperiments.AudioText;
using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Text;
using MerExperiments.Pipeline.Splits;

namespace MerExperiments.Pipeline.Inputs;

/// <summary>One split with its features, as trials read it. Immutable; trials on several threads share it.</summary>
internal sealed class SplitFeatures
{
    private readonly Dictionary<string, int> _poolRowOf;
    private readonly Lazy<FoldText>[] _texts;

    /// <summary>Looks up the features of a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="training">The features that the labelled part and the pool are read from, one table per encoder.</param>
    /// <param name="test">The features that the test part is read from; the same tables unless its sound was treated otherwise.</param>
    /// <param name="texts">How the texts among the tables are fitted to; null where there are none.</param>
    public SplitFeatures(Split split, LabelSet labels, IReadOnlyList<FeatureTable> training, IReadOnlyList<FeatureTable> test, TextFit? texts = null)
    {
        Split = split;
        Labels = labels;
        LabelledNames = NamesOf(split.Labelled);
        PoolNames = NamesOf(split.Pool);
        TestNames = NamesOf(split.Test);
        Labelled = [.. training.Select(table => table.Select(LabelledNames))];
        Pool = [.. training.Select(table => table.Select(PoolNames))];
        Test = [.. test.Select(table => table.Select(TestNames))];
        Truth = [.. split.Labelled.Select(u => labels.IndexOf(u.Label))];
        TestTruth = [.. split.Test.Select(u => labels.IndexOf(u.Label))];
        _texts = [.. Enumerable.Range(0, texts is null ? 0 : split.Folds.Count).Select(fold => new Lazy<FoldText>(() => FitTo(fold, texts!)))];
        _poolRowOf = PoolNames.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    }

    /// <summary>The split.</summary>
    public Split Split { get; }

    /// <summary>The classes.</summary>
    public LabelSet Labels { get; }

    /// <summary>The folds of the labelled part.</summary>
    public FoldPlan Folds => Split.Folds;

    /// <summary>The names of the labelled part, in row order.</summary>
    public IReadOnlyList<string> LabelledNames { get; }

    /// <summary>The names of the pool, in row order.</summary>
    public IReadOnlyList<string> PoolNames { get; }

    /// <summary>The names of the test part, in row order.</summary>
    public IReadOnlyList<string> TestNames { get; }

    /// <summary>The labelled part's features, one table per encoder.</summary>
    public IReadOnlyList<FeatureTable> Labelled { get; }

    /// <summary>The pool's features.</summary>
    public IReadOnlyList<FeatureTable> Pool { get; }

    /// <summary>The test part's features.</summary>
    public IReadOnlyList<FeatureTable> Test { get; }

    /// <summary>The human class index of each labelled row.</summary>
    public int[] Truth { get; }

    /// <summary>The human class index of each test row. Nothing but the final scoring may read it.</summary>
    public int[] TestTruth { get; }

    /// <summary>The labelled rows that a fold validates, ascending.</summary>
    public int[] ValidationRows(int fold) => [.. Enumerable.Range(0, Truth.Length).Where(row => Folds.Folds[row] == fold)];

    /// <summary>What a fold trains on: the human labels of the other folds, and the pseudo-labels mined for this fold.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="encoders">The encoders used.</param>
    /// <param name="pseudoLabels">The fold's pseudo-labels; others are refused.</param>
    /// <param name="pseudoLabelWeight">The weight of a pseudo-labelled row against 1 of a human one.</param>
    public TrainingRows TrainingPart(
        int fold, IReadOnlyList<string> encoders, IReadOnlyList<PseudoLabel> pseudoLabels, float pseudoLabelWeight)
    {
        if (pseudoLabels.Any(label => label.Fold != fold))
        {
            throw new ArgumentException($"a pseudo-label of another fold in the training part of fold {fold}", nameof(pseudoLabels));
        }

        int[] human = HumanRows(fold);
        int[] mined = [.. pseudoLabels.Select(label => _poolRowOf[label.Name])];
        return new TrainingRows
        {
            Columns = [.. Enumerable.Range(0, Labelled.Count)
                .Where(t => encoders.Contains(Labelled[t].Encoder))
                .Select(t => Stack(Labelled[t], human, Pool[t], mined) with { Text = Labelled[t].Encoder == TextRows.EncoderName ? _texts[fold].Value : null })],
            Labels = [.. human.Select(row => Truth[row]), .. pseudoLabels.Select(label => Labels.IndexOf(label.Label))],
            Weights = [.. human.Select(_ => 1f), .. mined.Select(_ => pseudoLabelWeight)],
            PseudoLabelled = [.. human.Select(_ => false), .. mined.Select(_ => true)],
            Speakers = [.. human.Select(row => Split.Labelled[row].Speaker), .. mined.Select(row => Split.Pool[row].Speaker)],
        };
    }

    /// <summary>The labelled rows that a fold trains on, ascending.</summary>
    private int[] HumanRows(int fold) => [.. Enumerable.Range(0, Truth.Length).Where(row => Folds.Folds[row] != fold)];

    /// <summary>What is fitted to a fold's texts, once for all trials and mining iterations: mined texts have no share in it.</summary>
    private FoldText FitTo(int fold, TextFit texts)
    {
        FeatureTable table = Labelled.Single(table => table.Encoder == TextRows.EncoderName);
        return new FoldText(Stack(table, HumanRows(fold), table, []).Values, texts.Options, texts.Seed.For("fold", fold));
    }

    private static FeatureColumn Stack(FeatureTable labelled, int[] human, FeatureTable pool, int[] mined)
    {
        int dimension = labelled.Dimension;
        float[] values = new float[(human.Length + mined.Length) * dimension];
        for (int i = 0; i < human.Length; i++)
        {
            labelled[human[i]].CopyTo(values.AsSpan(i * dimension));
        }

        for (int i = 0; i < mined.Length; i++)
        {
            pool[mined[i]].CopyTo(values.AsSpan((human.Length + i) * dimension));
        }

        return new FeatureColumn(labelled.Encoder, dimension, values);
    }

    private static string[] NamesOf(IReadOnlyList<Utterance> utterances) => [.. utterances.Select(u => u.Name)];
}

/// <summary>How texts are fitted to, fold by fold.</summary>
/// <param name="Options">What is fitted.</param>
/// <param name="Seed">The seed of every draw.</param>
internal sealed record TextFit(TextFeatureOptions Options, NamedSeed Seed);

/// <summary>What a joint model of one split reads.</summary>
/// <param name="Split">The split; its hidden labels stay hidden.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Training">The version of the corpus that the labelled part and the pool are read from.</param>
/// <param name="Test">The version that the test part is read from.</param>
internal sealed record JointInput(Split Split, LabelSet Labels, FeatureVersion Training, FeatureVersion Test)
{
    /// <summary>The labelled rows with their folds, then the pool, then the test part.</summary>
    public CrossFitRows Rows => new(Labelled, Split.Folds, RowsOf(Training, Split.Pool), RowsOf(Test, Split.Test));

    /// <summary>The same in the words of the joint model's room, which knows no split.</summary>
    public JointSplit Joint => new(Rows, Labels, KeyOf);

    /// <summary>The labelled rows.</summary>
    public JointRows Labelled => RowsOf(Training, Split.Labelled);

    /// <summary>Each utterance's speaker; null where unknown.</summary>
    public IReadOnlyDictionary<string, string?> Speakers =>
        Split.Labelled.Concat(Split.Pool).Concat(Split.Test).ToDictionary(u => u.Name, u => u.Speaker, StringComparer.Ordinal);

    /// <summary>The name of a frame table's content.</summary>
    public string KeyOf(FrameTable frames) => frames == Training.Heard!.Frames ? Training.Heard.Key : Test.Heard!.Key;

    private JointRows RowsOf(FeatureVersion version, IReadOnlyList<Utterance> utterances) =>
        JointRows.Of(version.Heard!.Frames, version.Read(utterances), Labels);
}
