using MerExperiments.Corpora;
using MerExperiments.Features;
using MerExperiments.Pipeline.Inputs;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Prediction;

/// <summary>Says of each clip what of it a model would have read and could not, and why.</summary>
internal sealed class MissingModalities
{
    private readonly Corpus _clips;
    private readonly AudioFrames? _heard;
    private readonly IReadOnlyList<FeatureTable> _tables;
    private readonly ILookup<(string Clip, string Encoder), string> _reasons;

    /// <summary>Looks at what was encoded.</summary>
    /// <param name="clips">The prepared clips.</param>
    /// <param name="encoded">The encoders' features, a row for each clip.</param>
    /// <param name="heard">What the joint model hears; null where there is none.</param>
    public MissingModalities(Corpus clips, EncodedCorpus encoded, AudioFrames? heard)
    {
        (_clips, _tables, _heard) = (clips, encoded.Tables, heard);
        IEnumerable<QuarantinedFile> quarantined = [.. encoded.Quarantined, .. heard?.Quarantined ?? []];
        _reasons = quarantined.ToLookup(file => (file.Utterance, file.Encoder), file => file.Reason);
    }

    /// <summary>What one clip lacks, each once.</summary>
    public IReadOnlyList<MissingModality> Of(int row)
    {
        string clip = _clips.Utterances[row].Name;
        var states = _tables.Select(table => (table.Modality, table.Encoder, State: table.States[row])).ToList();
        if (_heard is { } heard)
        {
            states.AddRange(!heard.IsHeard ? [] : [(Modality.Audio, heard.Frames.Encoder, heard.Frames.States[row])]);
            states.Add((Modality.Text, "", TextState(_clips.Utterances[row].Text)));
        }

        return [.. states.Where(state => state.State != FeatureState.Present)
            .Select(state => new MissingModality(state.Modality, Words(state.State, _reasons[(clip, state.Encoder)].FirstOrDefault())))
            .Distinct().OrderBy(missing => missing.Modality)];
    }

    private static FeatureState TextState(string? text) =>
        text is null ? FeatureState.Missing : string.IsNullOrWhiteSpace(text) ? FeatureState.EmptyText : FeatureState.Present;

    private static string Words(FeatureState state, string? reason) => state switch
    {
        FeatureState.Missing => "none",
        FeatureState.Silent => "nothing but silence",
        FeatureState.NoFace => "no face found",
        FeatureState.EmptyText => "empty",
        _ => $"could not be read ({reason})",
    };
}
