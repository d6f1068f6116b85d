using MerExperiments.Corpora;
using MerExperiments.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MerExperiments.Tests.Features;

public sealed class FeatureTablesTests
{
    private static readonly Utterance[] Utterances =
    [
        .. Enumerable.Range(0, 12).Select(i => new Utterance
        {
            Name = $"u{i:D2}", Part = i < 8 ? UtterancePart.Labelled : i < 10 ? UtterancePart.Pool : UtterancePart.Test, Speaker = i == 11 ? null : $"s{i / 2}",
            Label = i is 8 or 9 ? null : i % 2 == 0 ? "calm" : "angry",
        }),
    ];

    private static readonly Corpus Corpus = new("made-up", "/", new LabelSet(["calm", "angry"]), Utterances);
    private static readonly FoldPlan TwoFolds = FoldPlan.Create(Corpus.Of(UtterancePart.Labelled), Corpus.Labels, 2, new NamedSeed(1));

    [Fact]
    public void Join_AllParts_HasEveryColumnAndEveryUtterance()
    {
        IDataView view = FeatureTables.Join(Corpus, [Table("sound"), Table("face", missing: 3)], folds: TwoFolds);

        Assert.Equal(["Name", "Label", "Speaker", "Split", "Fold", "Weight", "sound", "sound.Present", "face", "face.Present"], view.Schema.Select(column => column.Name));
        Assert.Equal(12, view.GetRowCount());
        Assert.Equal(Utterances.Select(u => (uint)(Corpus.Labels.IndexOf(u.Label) + 1)), Read<uint>(view, "Label"));
        Assert.Equal(["labelled", "pool", "test"], Read<ReadOnlyMemory<char>>(view, "Split").Select(split => split.ToString()).Distinct());
        Assert.Equal(Utterances.Select(u => u.Speaker ?? ""), Read<ReadOnlyMemory<char>>(view, "Speaker").Select(speaker => speaker.ToString()));
        Assert.Equal(Utterances.Select(u => u.Label is null ? 0f : 1f), Read<float>(view, "Weight"));
    }

    [Fact]
    public void Join_MissingFeature_IsNaNAndNotPresent()
    {
        IDataView view = FeatureTables.Join(Corpus, [Table("face", missing: 3)], folds: TwoFolds);

        Assert.Equal(Enumerable.Range(0, 12).Select(row => row != 3), Read<bool>(view, "face.Present"));
        VBuffer<float>[] faces = [.. Read<VBuffer<float>>(view, "face")];
        Assert.All(faces[3].DenseValues(), value => Assert.True(float.IsNaN(value)));
        Assert.Equal([4, 40], faces[4].DenseValues());
    }

    [Fact]
    public void Join_Fold_IsThePlansAndMissingOutsideOfIt()
    {
        uint[] folds = [.. Read<uint>(FeatureTables.Join(Corpus, [Table("sound")], folds: TwoFolds), "Fold")];

        Assert.Equal(Enumerable.Range(0, 8).Select(row => (uint)(TwoFolds.FoldOf($"u{row:D2}") + 1)), folds[..8]);
        Assert.Equal([0, 0, 0, 0], folds[8..]);
    }

    [Fact]
    public void Join_KeyColumns_NameTheirValues()
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        FeatureTables.Join(Corpus, [Table("sound")], folds: TwoFolds).Schema["Label"].Annotations.GetValue("KeyValues", ref names);

        Assert.Equal(["calm", "angry"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void Join_OnePart_HasNoOther()
    {
        IDataView test = FeatureTables.Join(Corpus, [Table("sound")], UtterancePart.Test);

        Assert.Equal(["u10", "u11"], Read<ReadOnlyMemory<char>>(test, "Name").Select(name => name.ToString()));
        Assert.Equal([10f, 11f], Read<VBuffer<float>>(test, "sound").Select(row => row.GetItemOrDefault(0)));
    }

    [Fact]
    public void Join_FaultyTables_AreAllNamed()
    {
        FeatureTable half = Table("half").Select(["u00", "u01", "u02"]);

        var refused = Assert.Throws<InvalidInputException>(() => FeatureTables.Join(Corpus, [half, Table("Label"), Table("twice"), Table("twice")], folds: TwoFolds));

        Assert.Equal(
            [
                "features of half: lack 9 of the 12 utterances of made-up, the first being \"u03\"; encode the whole corpus",
                "features of Label: have the name of another column; the view has Name, Label, Speaker, Split, Fold, Weight of its own",
                "features of twice: are given 2 times; each encoder makes one column",
            ],
            refused.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Join_FoldsOfOtherUtterances_IsRefusedByName()
    {
        Utterance[] others = [.. Corpus.Of(UtterancePart.Labelled).Select(u => u with { Name = $"other-{u.Name}" })];

        var refused = Assert.Throws<InvalidInputException>(() => FeatureTables.Join(Corpus, [Table("sound")], folds: FoldPlan.Create(others, Corpus.Labels, 2, new NamedSeed(1))));

        Assert.StartsWith("folds: have no place for 8 of the 8 labelled utterances of made-up, the first being \"u00\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Join_NoTables_IsRefused() =>
        Assert.Contains("0 feature tables", Assert.Throws<InvalidInputException>(() => FeatureTables.Join(Corpus, [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_FolderThatIsNotThere_IsNamed() =>
        Assert.Contains("no-such-folder: is no folder", Assert.Throws<InvalidInputException>(() => FeatureTable.Open("no-such-folder")).Message, StringComparison.Ordinal);

    private static FeatureTable Table(string encoder, int missing = -1)
    {
        float[] values = [.. Enumerable.Range(0, 12).SelectMany(row => row == missing ? new[] { float.NaN, float.NaN } : [row, 10f * row])];
        return new FeatureTable(
            encoder, Modality.Audio, 2, [.. Utterances.Select(u => u.Name)], [.. Enumerable.Range(0, 12).Select(row => row == missing ? FeatureState.Missing : FeatureState.Present)], values);
    }

    private static IEnumerable<T> Read<T>(IDataView view, string name)
    {
        DataViewSchema.Column column = view.Schema[name];
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            yield return value;
        }
    }
}
