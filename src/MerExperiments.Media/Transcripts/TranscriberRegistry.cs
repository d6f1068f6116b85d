using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Transcripts;

/// <summary>The recognisers by name: one per card file.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class TranscriberRegistry
{
    private readonly string _modelsRoot;
    private readonly CardSet<TranscriberCard> _cards;

    /// <summary>Reads all card files. A faulty one is among <see cref="Faulty"/>, and keeps no other from being used.</summary>
    /// <param name="modelsRoot">The folder that the cards' files are relative to; the setting models.root.</param>
    /// <param name="folders">Folders that are searched for <c>*.transcriber.json</c>; absent ones count as empty.</param>
    public TranscriberRegistry(string modelsRoot, params IReadOnlyList<string> folders)
    {
        _modelsRoot = modelsRoot;
        _cards = new CardSet<TranscriberCard>("transcriber", [], folders, ".transcriber.json", TranscriberCard.Read, card => card.Name);
    }

    /// <summary>The names of the recognisers whose card is sound, ordered.</summary>
    public IReadOnlyList<string> Names => _cards.Names;

    /// <summary>The cards that cannot be used: faulty ones, and all of one name.</summary>
    public IReadOnlyList<FaultyCard> Faulty => _cards.Faulty;

    /// <summary>A recogniser's card.</summary>
    /// <exception cref="InvalidInputException">There is none of that name, or its card is faulty: then all its faults.</exception>
    public TranscriberCard this[string name] => _cards[name];

    /// <summary>What would keep a recogniser from running: missing or changed files, tensors the model lacks, tokens the vocabulary lacks. Empty where nothing would.</summary>
    public IReadOnlyList<Fault> Check(string name)
    {
        TranscriberCard card = this[name];
        IReadOnlyList<Fault> faults = [.. card.Model.Check(_modelsRoot, $"the transcriber {name}", [.. Inputs(card)], [new OnnxTensor(card.Output, OnnxElement.Single, 3)]), .. VocabularyFaults(card)];
        return faults.Count > 0 ? faults : [.. SizeFaults(card)];
    }

    /// <summary>Opens a recogniser.</summary>
    /// <exception cref="InvalidInputException">What <see cref="Check"/> finds.</exception>
    public ITranscriber Open(string name)
    {
        InvalidInputException.ThrowIfAny(Check(name));
        return new CtcTranscriber(this[name], _modelsRoot);
    }

    /// <summary>The SHA-256 of the model and of the vocabulary, in hexadecimal, for keys of what is computed with them.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<string> HashesOf(string name) =>
        [this[name].Model.HashIn(_modelsRoot), this[name].Vocabulary.HashIn(_modelsRoot)];

    private static IEnumerable<OnnxTensor> Inputs(TranscriberCard card)
    {
        bool isWaveform = card.Features is TranscriberFeatures.Waveform or TranscriberFeatures.WaveformNormalised;
        yield return new OnnxTensor(card.Input, OnnxElement.Single, isWaveform ? 2 : 3);
        if (card.Lengths is { } lengths)
        {
            yield return new OnnxTensor(lengths, card.IntegerElement, 1);
        }

        if (card.Mask is { } mask)
        {
            yield return new OnnxTensor(mask, card.IntegerElement, 2);
        }

        foreach (string constant in card.Constants.Keys.Order(StringComparer.Ordinal))
        {
            yield return new OnnxTensor(constant, card.IntegerElement, 1);
        }
    }

    /// <summary>A model whose last axis is fixed tells before work whether the vocabulary is its own.</summary>
    private IEnumerable<Fault> SizeFaults(TranscriberCard card)
    {
        using InferenceSession session = OnnxSession.Open(card.Model.PathIn(_modelsRoot));
        int width = session.OutputMetadata[card.Output].Dimensions[^1], tokens = CtcVocabulary.Read(card, _modelsRoot).Count;
        return width <= 0 || width == tokens
            ? []
            : [new Fault(card.Vocabulary.PathIn(_modelsRoot), FormattableString.Invariant($"holds {tokens} tokens; the model's output \"{card.Output}\" has {width}, and they must be as many"))];
    }

    private IReadOnlyList<Fault> VocabularyFaults(TranscriberCard card)
    {
        try
        {
            CtcVocabulary.Read(card, _modelsRoot);
            return [];
        }
        catch (InvalidInputException e)
        {
            return e.Faults;
        }
    }
}
