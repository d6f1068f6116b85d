using MerExperiments.Media.Faces;
using MerExperiments.Settings;

namespace MerExperiments.Media.Tests.Faces;

public sealed class FaceDetectorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Check_NameThatIsMisspelt_NamesTheNearest() => Assert.Contains(
        "\"yunett\", which is no face detector; did you mean \"yunet\"?", Assert.Throws<InvalidInputException>(() => TestModels.Detectors("/nowhere").Check("yunett")).Message);

    [Theory]
    [InlineData("ultraface", "ultraface/version-RFB-320.onnx")]
    [InlineData("yunet", "yunet/yunet_n_dynamic.onnx")]
    public void Check_ModelFileThatIsAnother_NamesFileAndHash(string name, string file)
    {
        Assert.Contains("does not exist", Assert.Single(TestModels.Detectors(_folder.Path).Check(name)).Problem);
        string path = _folder.Write(file, "hello"u8.ToArray());

        Fault fault = Assert.Single(TestModels.Detectors(_folder.Path).Check(name));
        Assert.Equal(path, fault.Place);
        Assert.Contains("SHA-256", fault.Problem);
    }

    [Theory]
    [InlineData("ultraface")]
    [InlineData("yunet")]
    public void Check_PublishedModel_HasNoFault(string name) => Assert.Empty(TestModels.Detectors(FaceAssets.ModelsRoot).Check(name));

    [Fact]
    public void Options_OutOfRange_NameAllFaults()
    {
        var wrong = new FaceDetectorOptions { ScoreThreshold = 0, OverlapThreshold = 2, LongSidePixels = 300 };
        IReadOnlyList<Fault> faults = OptionsCheck.Faults(wrong, "detection");

        Assert.Equal(["detection.scoreThreshold", "detection.overlapThreshold", "detection.longSidePixels"], faults.Select(fault => fault.Place));
        Assert.EndsWith("is 300; it must be a multiple of 32, such as 288", faults[2].Problem);
    }

    public void Dispose() => _folder.Dispose();
}
