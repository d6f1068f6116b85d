using MerExperiments.Encoders;
using MerExperiments.Settings;

namespace MerExperiments.Pipeline.Configuration;

/// <summary>Where published models lie.</summary>
public sealed record ModelsSection
{
    /// <summary>The folder that the model files of encoder cards are relative to, absolute. The built-in encoders need none.</summary>
    [WorkspacePath]
    public string Root { get; init; } = EncoderFolders.DefaultModelsRoot;
}
