using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Weights;

namespace MerExperiments.AudioText.Tests.Weights;

public sealed class PublishedModelCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mer-published-").FullName;

    [Fact]
    public void Of_ConfigurationOfAnotherModel_NamesShapesTokenizerAndLengthAtOnce()
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(ReferenceModel.PathOf("llama-tiny", "config.json"))!, "model*.safetensors*"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        string config = File.ReadAllText(ReferenceModel.PathOf("llama-tiny", "config.json"));
        File.WriteAllText(Path.Combine(_folder, "config.json"), System.Text.RegularExpressions.Regex.Replace(config, "\"intermediate_size\": *\\d+", "\"intermediate_size\": 31"));

        string[] faults = [.. PublishedModelCheck.Of(_folder, 1_000_000).Select(fault => fault.ToString())];

        Assert.Contains(faults, fault => fault.Contains("gate_proj", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("tokenizer", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("needs 1000000: lower audioText.longestAudio or audioText.longestText", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_AdaptersOfNoMatrixOfTheModel_NamesThoseItHas() => Assert.Contains(
        PublishedModelCheck.Of(Path.GetDirectoryName(ReferenceModel.PathOf("llama-tiny", "config.json"))!, 10, new LowRankOptions { Targets = ["W_pack"] }),
        fault => fault.ToString() == "audioText.lowRank.targets: is [W_pack]; a Llama model has: q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj");

    [Fact]
    public void Of_EmptyFolder_NamesTheConfiguration() =>
        Assert.Contains(PublishedModelCheck.Of(_folder, 10), fault => fault.Place.EndsWith("config.json", StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
