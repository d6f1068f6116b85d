
namespace MerExperiments.Media.Denoising;

/// <summary>The denoisers by name: those that come with the toolkit, and one per card file. Thread-safe.</summary>
public sealed class DenoiserRegistry
{
    private readonly string _modelsRoot;
    private readonly CardSet<DenoiserCard> _cards;

    /// <summary>Reads all card files. A faulty one is among <see cref="Faulty"/>, and keeps no other from being used.</summary>
    /// <param name="modelsRoot">The folder that cards' files are relative to; the setting models.root.</param>
    /// <param name="cardFolders">Folders that are searched for <c>*.denoiser.json</c>; absent ones count as empty.</param>
    public DenoiserRegistry(string modelsRoot, params IReadOnlyList<string> cardFolders)
    {
        _modelsRoot = modelsRoot;
        _cards = new CardSet<DenoiserCard>("denoiser", BuiltInDenoisers.All, cardFolders, ".denoiser.json", DenoiserCard.Read, card => card.Name);
    }

    /// <summary>The names of the denoisers whose card is sound, ordered.</summary>
    public IReadOnlyList<string> Names => _cards.Names;

    /// <summary>The cards that cannot be used: faulty ones, and all of one name.</summary>
    public IReadOnlyList<FaultyCard> Faulty => _cards.Faulty;

    /// <summary>A denoiser's card.</summary>
    /// <exception cref="InvalidInputException">There is none of that name, or its card is faulty: then all its faults.</exception>
    public DenoiserCard this[string name] => _cards[name];

    /// <summary>What would keep a denoiser from running: missing or changed model files, tensors they lack or have in another shape. Empty where nothing would.</summary>
    public IReadOnlyList<Fault> Check(string name)
    {
        DenoiserCard card = this[name];
        return [.. card.Graphs.SelectMany((graph, i) => DenoiserTensors.Of(card, i).Check(_modelsRoot, name, graph.Model))];
    }

    /// <summary>SHA-256 of each model file, in the order of the graphs, for the key of what was prepared with them.</summary>
    /// <exception cref="IOException">A file cannot be read; see <see cref="Check"/>.</exception>
    public IReadOnlyList<string> HashesOf(string name) => [.. this[name].Graphs.Select(graph => graph.Model.HashIn(_modelsRoot))];

    /// <summary>Opens a denoiser; the caller disposes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="speechShare">The share of speech in a clip at 16 kHz, 0 to 1; needed by <see cref="SpeakerRule.MostSpeech"/>, thread-safe.</param>
    /// <exception cref="InvalidInputException">What <see cref="Check"/> finds, or the speaker rule lacks its function.</exception>
    public IDenoiser Open(string name, Func<Waveform, double>? speechShare = null)
    {
        DenoiserCard card = this[name];
        InvalidInputException.ThrowIfAny(Check(name));
        if (card.Layout?.Speaker == SpeakerRule.MostSpeech && speechShare is null)
        {
            throw new InvalidInputException($"the denoiser {name}", "chooses the source with the most speech; voice activity must be given for that");
        }

        return new CardDenoiser(card, card.Kind switch
        {
            DenoiserKind.StreamingSpectrum => new StreamingSpectrum(card, _modelsRoot),
            DenoiserKind.StreamingTwoStage => new StreamingTwoStage(card, _modelsRoot),
            _ => new ChunkedWaveform(card, _modelsRoot, SpeakerChoice.By(card.Layout!.Speaker, card.SampleRateHz, speechShare)),
        });
    }
}
