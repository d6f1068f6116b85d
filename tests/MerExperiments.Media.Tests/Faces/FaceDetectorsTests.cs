using MerExperiments.Media.Faces;

namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceDetectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Check_NameThatIsMisspelt_NamesTheNearest() =>
        Assert.Equal("yunett: is not a face detector; did you mean \"yunet\"?", Assert.Single(FaceDetectors.Check("yunett", "/nowhere")).ToString());

    [Theory]
    [InlineData("ultraface", "ultraface/version-RFB-320.onnx")]
    [InlineData("yunet", "yunet/yunet_n_dynamic.onnx")]
    public void Check_ModelFileThatIsAnother_NamesFileAndHash(string name, string file)
    {
        Assert.Contains("does not exist", Assert.Single(FaceDetectors.Check(name, _folder.Path)).Problem);
        string path = _folder.Write(file, "hello"u8.ToArray());

        Fault fault = Assert.Single(FaceDetectors.Check(name, _folder.Path));
        Assert.Equal(path, fault.Place);
        Assert.Contains("SHA-256", fault.Problem);
    }

    [Theory]
    [InlineData("ultraface")]
    [InlineData("yunet")]
    public void Check_PublishedModel_HasNoFault(string name) => Assert.Empty(FaceDetectors.Check(name, FaceAssets.ModelsRoot));

    [Fact]
    public void Open_OptionsOutOfRange_NamesAllFaults()
    {
        var wrong = new FaceDetectorOptions { ScoreThreshold = 0, OverlapThreshold = 2, LongSidePixels = 300 };
        IReadOnlyList<Fault> faults = Assert.Throws<InvalidInputException>(() => FaceDetectors.Open("yunet", FaceAssets.ModelsRoot, wrong)).Faults;

        Assert.Equal(["yunet.scoreThreshold", "yunet.overlapThreshold", "yunet.longSidePixels"], faults.Select(fault => fault.Place));
        Assert.EndsWith("is 300; it must be a multiple of 32 from 64 to 1920, such as 288", faults[2].Problem);
    }

    [Fact]
    public void Hash_DependsOnModelAndOptions()
    {
        string[] hashes = [FaceDetectors.Hash("yunet"), FaceDetectors.Hash("ultraface"), FaceDetectors.Hash("yunet", new() { ScoreThreshold = 0.6f })];

        Assert.Equal(3, hashes.Distinct().Count());
        Assert.Equal(hashes[0], FaceDetectors.Hash("yunet", new FaceDetectorOptions()));
    }

    public void Dispose() => _folder.Dispose();
}
