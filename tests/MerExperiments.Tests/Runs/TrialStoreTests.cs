using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Tests.Runs;

public sealed class TrialStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commit_Twice_TheFirstStands()
    {
        TrialStore store = Store();
        store.Begin(Spec(0));

        Assert.True(store.Commit(Spec(0), Completed(0.5)));
        Assert.False(store.Commit(Spec(0), Completed(0.9)));
        Assert.Equal(0.5, Assert.Single(store.Load()).Result!.Score);
    }

    [Fact]
    public void Begin_Twice_KeepsTheFirstSpec()
    {
        TrialStore store = Store();
        store.Begin(Spec(0));
        store.Begin(Spec(0) with { Seed = 99 });

        Assert.Equal(Spec(0).Seed, Assert.Single(store.Load()).Spec.Seed);
    }

    [Fact]
    public void Load_AfterRestart_GivesWhatWasWrittenByNumber()
    {
        foreach (int number in new[] { 11, 2, 0 })
        {
            Store().Begin(Spec(number));
        }

        Store().Commit(Spec(2), Completed(0.25));
        IReadOnlyList<TrialRecord> records = Store().Load();

        Assert.Equal([Spec(0), Spec(2), Spec(11)], records.Select(record => record.Spec));
        Assert.Equal([null, 0.25, null], records.Select(record => record.Result?.Score));
    }

    [Fact]
    public void Load_FolderWithoutSpec_IsNoTrial()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "trials", "0000"));

        Assert.Empty(Store().Load());
    }

    [Fact]
    public void Load_SpecThatIsNotJson_IsNamed()
    {
        Store().Begin(Spec(0));
        string path = Path.Combine(Store().FolderOf(Spec(0)), "spec.json");
        File.WriteAllText(path, "{");

        Assert.Equal(path, Assert.Throws<InvalidInputException>(() => Store().Load()).Faults[0].Place);
    }

    [Fact]
    public void Load_ResultEditedByHand_IsRefusedByNameOrToldOfAndComputedAgain()
    {
        Store().Begin(Spec(0));
        Store().Commit(Spec(0), Completed(0.25));
        string path = Path.Combine(Store().FolderOf(Spec(0)), "result.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("0.25", "0.99", StringComparison.Ordinal));
        var told = new List<Fault>();
        var resumed = new TrialStore(_folder.Path, told.Add);

        Assert.Equal(path, Assert.Throws<InvalidInputException>(() => Store().Load()).Faults[0].Place);
        Assert.Null(resumed.Load().Concat(resumed.Load()).First().Result);
        Assert.True(resumed.Commit(Spec(0), Completed(0.25)));
        Assert.Equal(path, Assert.Single(told).Place);
        Assert.Equal(0.25, Assert.Single(Store().Load()).Result!.Score);
    }

    private static TrialSpec Spec(int number) => new()
    {
        Number = number,
        Parameters = ParameterSet.Empty.With("x", new ParameterValue(0.1 + number)),
        Seed = ulong.MaxValue - (ulong)number,
        ProposedBy = "random",
    };

    private static TrialResult Completed(double score) => new() { State = TrialState.Completed, Score = score };

    private TrialStore Store() => new(_folder.Path);
}
