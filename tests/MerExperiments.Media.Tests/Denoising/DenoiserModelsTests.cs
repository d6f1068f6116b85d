using System.Text;
using MerExperiments.Media.Denoising;

namespace MerExperiments.Media.Tests.Denoising;

public sealed class DenoiserModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_WithTheRepositorysCards_AreOrdered() =>
        Assert.Equal(["dtln", "gtcrn", "mossformer2-se-48k", "mossformer2-ss-16k"], TestModels.Denoisers(_folder.Path, DenoisingAssets.Cards()).Names);

    [Fact]
    public void Check_MisspeltName_NamesTheNearest() =>
        Assert.Contains("did you mean \"gtcrn\"?", Assert.Throws<InvalidInputException>(() => TestModels.Denoisers(_folder.Path).Check("gtcnr")).Message);

    [Fact]
    public void Check_MissingFiles_NamesEach()
    {
        IReadOnlyList<Fault> faults = TestModels.Denoisers(_folder.Path).Check("dtln");

        Assert.Equal(["model_1.onnx", "model_2.onnx"], faults.Select(fault => Path.GetFileName(fault.Place)));
        Assert.StartsWith("does not exist; the denoiser dtln needs it", faults[0].Problem);
    }

    [Fact]
    public void Check_OtherBytes_NamesBothHashes()
    {
        _folder.Write("gtcrn/gtcrn_simple.onnx", StandIns.Plain(1).ToBytes());
        Fault fault = Assert.Single(TestModels.Denoisers(_folder.Path).Check("gtcrn"));

        Assert.Contains(BuiltInDenoisers.Gtcrn.Graphs[0].Sha256!, fault.Problem);
    }

    [Fact]
    public void Check_TensorsOfOtherNamesAndRanks_NamesThemAll()
    {
        string card = StandIns.Card("plain").Replace("\"outputRank\": 2", "\"outputRank\": 3", StringComparison.Ordinal)
            .Replace("\"input\": \"input\"", "\"input\": \"inptu\"", StringComparison.Ordinal);
        string[] problems = [.. StandIns.Registry(_folder, "plain", StandIns.Plain(1), card).Check("plain").Select(fault => fault.Problem)];

        Assert.Contains(problems, problem => problem.StartsWith("has no input \"inptu\"; did you mean \"input\"?", StringComparison.Ordinal));
        Assert.Contains("has the output \"output\" with 2 axes; it must have 3", problems);
    }

    [Fact]
    public void Open_FaultyFile_RefusesBeforeWork() => Assert.Throws<InvalidInputException>(() => TestModels.Denoisers(_folder.Path).Open("gtcrn"));

    [Fact]
    public void KeyOf_PublishedModels_EndsWithTheHashesOfTheCard() => Assert.Equal(
        BuiltInDenoisers.Dtln.Graphs.Select(graph => graph.Sha256), DenoisingAssets.Registry().KeyOf("dtln").Skip(2));

    [Fact]
    public void Check_PublishedModels_FindsNothing() =>
        Assert.Empty(DenoisingAssets.Registry().Check("gtcrn").Concat(DenoisingAssets.Registry().Check("dtln")));

    [Fact]
    public void Faulty_FaultyCards_NamesAllFaultsAtOnce()
    {
        Write("a", StandIns.Card("gtcrn"));
        Write("b", StandIns.Card("B", ", \"sources\": 2, \"level\": 0").Replace("200", "700", StringComparison.Ordinal));
        Write("c", "{ \"name\": \"c\" }");
        Write("d", StandIns.Card("d").Replace("\"kind\"", "\"knid\"", StringComparison.Ordinal));
        Fault[] faults = [.. TestModels.Denoisers(_folder.Path, _folder.Path).Faulty.OrderBy(card => card.Faults[0].Place, StringComparer.Ordinal).SelectMany(card => card.Faults)];

        Assert.Equal(
            ["a", "b: name", "b: layout.overlapSamples", "b: layout.level", "b: layout.speaker", "c: kind", "c: graphs", "c: licence", "c: source", "d: knid", "d: kind"],
            faults.Select(fault => fault.Place.Replace(_folder.Path + "/", "", StringComparison.Ordinal).Replace(".denoiser.json", "", StringComparison.Ordinal)));
        Assert.Contains("which another card has", faults[0].Problem);
        Assert.Contains("is 700; it must lie in 0 to half of chunkSamples, 500", faults[2].Problem);
    }

    [Fact]
    public void Read_AnyMutationOfACard_IsReadOrRefused()
    {
        foreach (string text in MerExperiments.Tests.JsonMutations.Of(StandIns.Card("mine")))
        {
            Write("mine", text);
            Exception? refusal = Record.Exception(() => DenoiserCard.Read(Path.Combine(_folder.Path, "mine.denoiser.json")));
            Assert.True(refusal is null or InvalidInputException, $"{refusal}\n{text}");
        }
    }

    private void Write(string name, string card) => _folder.Write($"{name}.denoiser.json", Encoding.UTF8.GetBytes(card));
}
