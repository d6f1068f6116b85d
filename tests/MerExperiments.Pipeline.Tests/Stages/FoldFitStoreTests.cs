using MerExperiments.Features;
using MerExperiments.Fusion;
using MerExperiments.Fusion.Estimators;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Pipeline.Loop;
using MerExperiments.Search;
using MerExperiments.Storage;

namespace MerExperiments.Pipeline.Tests.Stages;

public sealed class FoldFitStoreTests : IDisposable
{
    private const int Fold = 1;
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-folds-").FullName;
    private readonly SplitFeatures _data = SplitFeaturesBuilder.Create();
    private readonly List<Fault> _told = [];

    private string PosteriorsPath => Path.Combine(_folder, "fold-1.npy");

    private FoldFitStore Store => new(_folder, _told.Add);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_AsSaved_GivesTheSamePosteriors()
    {
        FoldPosteriors saved = Posteriors(1f / 3);
        Store.Save(Fold, Head(), saved);

        FoldPosteriors found = Store.Find(Fold, _data)!;

        Assert.Equal(saved.Pool.Values, found.Pool.Values);
        Assert.NotNull(Store.FindModel(Fold));
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData("fold-1.npy")]
    [InlineData("fold-1.onnx")]
    public void Find_OneBitFlipped_IsNoneAndToldOf(string file)
    {
        Store.Save(Fold, Head(), Posteriors(1f / 3));
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, file));
        bytes[^9] ^= 4;
        File.WriteAllBytes(Path.Combine(_folder, file), bytes);

        bool isWhole = Store.Find(Fold, _data) is not null && Store.FindModel(Fold) is not null;

        Assert.False(isWhole);
        Assert.Equal(Path.Combine(_folder, file), Assert.Single(_told).Place);
    }

    [Theory]
    [InlineData(float.NaN, "say NaN of")]
    [InlineData(0.5f, "sum to 1.5 for")]
    public void Find_StoredValuesAreNoProbabilities_IsNoneAndToldOf(float value, string problem)
    {
        int rows = _data.ValidationRows(Fold).Length + _data.PoolNames.Count + _data.TestNames.Count;
        float[] values = [.. Enumerable.Repeat(value, rows * 3)];
        CheckedFile.Write(PosteriorsPath, stream => Npy.Write<float>(stream, values, rows, 3));

        Assert.Null(Store.Find(Fold, _data));
        Assert.Contains(problem, Assert.Single(_told).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_FitThatGivesNaN_IsRefusedAndNothingIsWritten()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Store.Save(Fold, Head(), Posteriors(float.NaN)));

        Assert.StartsWith("the posteriors of fold 1 say NaN of \"", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private FittedHead Head() => Heads.Find("maximum-entropy").Fit(
        _data.TrainingPart(Fold, ["tone"], [], 0.5f), _data.Labels, ParameterSet.Empty, new NamedSeed(1), CancellationToken.None);

    private FoldPosteriors Posteriors(float value)
    {
        Posteriors Of(IReadOnlyList<string> names) => new(names, _data.Labels, [.. Enumerable.Repeat(value, names.Count * 3)]);
        return new FoldPosteriors(Of([.. _data.ValidationRows(Fold).Select(row => _data.LabelledNames[row])]), Of(_data.PoolNames), Of(_data.TestNames));
    }
}
