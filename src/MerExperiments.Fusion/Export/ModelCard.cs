using System.Text.Json;
using MerExperiments.Fusion.Text;

namespace MerExperiments.Fusion.Export;

/// <summary>What a reader of an exported model must know, as model.json says it.</summary>
/// <param name="Classes">The classes, in the order of the scores.</param>
/// <param name="Inputs">The inputs: float32, one row an utterance, NaN throughout where the feature is missing.</param>
/// <param name="Outputs">The outputs and what they hold.</param>
/// <param name="Members">The heads inside.</param>
/// <param name="Normalisation">What was done to the features before they reach the model, in words.</param>
/// <param name="Format">The version of the folder's format: <see cref="ModelExport.Format"/>.</param>
/// <param name="Features">How clips become the inputs, in the words of whoever made them; null where the writer does not know.</param>
internal sealed record ModelCard(
    IReadOnlyList<string> Classes,
    IReadOnlyList<ModelCardInput> Inputs,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<ModelCardMember> Members,
    string Normalisation,
    int Format,
    JsonElement? Features);

/// <summary>One input of an exported model.</summary>
/// <param name="Encoder">The encoder's name; also the tensor's and the column's.</param>
/// <param name="Dimension">Values per utterance.</param>
/// <param name="Text">How the rows are made where they hold texts (<see cref="TextRows"/>); null where they are features.</param>
internal sealed record ModelCardInput(string Encoder, int Dimension, TextRowShape? Text = null);

/// <summary>One head inside an exported model.</summary>
/// <param name="Head">The head's name.</param>
/// <param name="Weight">Its weight; all weights sum to 1.</param>
/// <param name="Temperature">The temperature of its calibration; 1 for none.</param>
/// <param name="Encoders">The encoders it reads.</param>
internal sealed record ModelCardMember(string Head, double Weight, double Temperature, IReadOnlyList<string> Encoders);
