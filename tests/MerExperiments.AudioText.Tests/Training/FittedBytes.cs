using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.Training;

/// <summary>A fitted model's weights as its folder holds them.</summary>
internal static class FittedBytes
{
    public static byte[] Of(FittedJointModel fitted)
    {
        using var folder = new TemporaryFolder();
        fitted.Save(folder.Root);
        return File.ReadAllBytes(folder.At("model.safetensors"));
    }
}
