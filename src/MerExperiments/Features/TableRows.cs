namespace MerExperiments.Features;

/// <summary>Whose features a table holds: its <c>index.csv</c>.</summary>
/// <param name="Encoder">The encoder's name; it is also the column's name in an IDataView.</param>
/// <param name="Modality">The modality the encoder reads.</param>
/// <param name="Names">The utterances' names, one per row.</param>
/// <param name="States">Each row's state.</param>
public sealed record TableRows(string Encoder, Modality Modality, IReadOnlyList<string> Names, IReadOnlyList<FeatureState> States);
