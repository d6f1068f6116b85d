using MerExperiments.Encoders;

namespace MerExperiments.Pipeline;

/// <summary>One encoder as <c>mer encoders list</c> shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Modality">What it reads.</param>
/// <param name="Input">What its first graph is fed.</param>
/// <param name="Dimension">Values per utterance.</param>
/// <param name="Pooling">How frames become one vector.</param>
/// <param name="Licence">The licence of the weights.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="IsBuiltIn">True where the project writes its graph and no file is needed.</param>
/// <param name="CanBeFetched">True where its card names downloads.</param>
/// <param name="Missing">Its files that are not below the models root; found by name, their bytes are not read.</param>
public sealed record EncoderListing(
    string Name,
    Modality Modality,
    EncoderInput Input,
    int Dimension,
    EncoderPooling Pooling,
    string Licence,
    string Source,
    bool IsBuiltIn,
    bool CanBeFetched,
    IReadOnlyList<string> Missing);
