using Microsoft.ML;

namespace MerExperiments.Encoders;

/// <summary>Where ML.NET's catalog offers the encoders.</summary>
public static class EncoderCatalog
{
    /// <summary>Adds the feature of the sounds whose WAV paths a column holds.</summary>
    /// <exception cref="ArgumentException">The card is not one for sounds.</exception>
    public static EncodeEstimator EncodeAudio(
        this TransformsCatalog catalog, string outputColumn, string audioPathColumn, EncoderCard card, EncoderRegistry registry) =>
        Create(catalog, outputColumn, audioPathColumn, card, registry, Modality.Audio);

    /// <summary>Adds the feature of the transcripts that a column holds.</summary>
    /// <exception cref="ArgumentException">The card is not one for texts.</exception>
    public static EncodeEstimator EncodeText(
        this TransformsCatalog catalog, string outputColumn, string textColumn, EncoderCard card, EncoderRegistry registry) =>
        Create(catalog, outputColumn, textColumn, card, registry, Modality.Text);

    /// <summary>Adds the feature of the face frames whose paths a column holds.</summary>
    /// <exception cref="ArgumentException">The card is not one for faces.</exception>
    public static EncodeEstimator EncodeFaces(
        this TransformsCatalog catalog, string outputColumn, string videoPathColumn, EncoderCard card, EncoderRegistry registry) =>
        Create(catalog, outputColumn, videoPathColumn, card, registry, Modality.Video);

    /// <summary>Adds the feature of the sounds that a column holds, in a way that is saved with the pipeline.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumn">The column that is added: a float vector of the card's dimension.</param>
    /// <param name="waveColumn">Samples at 16 kHz, mono, full scale at -1 and 1: a vector of float, of variable size where clips are of different lengths.</param>
    /// <param name="card">The encoder: any for sounds but those of log-mel energies. Where it cuts long clips, it takes clips of one chunk or less here.</param>
    /// <param name="registry">Where its files lie.</param>
    /// <exception cref="ArgumentException">The card is not one for sounds.</exception>
    public static EncodeSignalEstimator EncodeWave(
        this TransformsCatalog catalog, string outputColumn, string waveColumn, EncoderCard card, EncoderRegistry registry) =>
        CreateSignal(catalog, outputColumn, waveColumn, card, registry, Modality.Audio);

    /// <summary>Adds the feature of the face frames that a column holds, in a way that is saved with the pipeline.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumn">The column that is added: a float vector of the card's dimension.</param>
    /// <param name="pixelColumn">The bytes of a clip's frames one after another, [frames, side, side, 3], blue, green, red: a vector of byte, of variable size. The side is
    /// the card's <see cref="EncoderCard.FaceSizePixels"/>.</param>
    /// <param name="card">The encoder.</param>
    /// <param name="registry">Where its files lie.</param>
    /// <exception cref="ArgumentException">The card is not one for faces.</exception>
    public static EncodeSignalEstimator EncodePixels(
        this TransformsCatalog catalog, string outputColumn, string pixelColumn, EncoderCard card, EncoderRegistry registry) =>
        CreateSignal(catalog, outputColumn, pixelColumn, card, registry, Modality.Video);

    /// <summary>Adds the feature of the texts whose code points a column holds, in a way that is saved with the pipeline.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumn">The column that is added: a float vector of the card's dimension.</param>
    /// <param name="codepointColumn">Unicode scalar values above 0: a vector of long, of variable size.</param>
    /// <param name="card">The encoder: one of code points, not of tokens.</param>
    /// <param name="registry">Where its files lie.</param>
    /// <exception cref="ArgumentException">The card is not one for texts.</exception>
    public static EncodeSignalEstimator EncodeCodepoints(
        this TransformsCatalog catalog, string outputColumn, string codepointColumn, EncoderCard card, EncoderRegistry registry) =>
        CreateSignal(catalog, outputColumn, codepointColumn, card, registry, Modality.Text);

    private static EncodeSignalEstimator CreateSignal(
        TransformsCatalog catalog, string output, string input, EncoderCard card, EncoderRegistry registry, Modality modality)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Expect(card, modality);
        return new EncodeSignalEstimator(output, input, card, registry);
    }

    private static EncodeEstimator Create(
        TransformsCatalog catalog, string output, string input, EncoderCard card, EncoderRegistry registry, Modality modality)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Expect(card, modality);
        return new EncodeEstimator(output, input, card, registry);
    }

    private static void Expect(EncoderCard card, Modality modality)
    {
        if (card.Modality != modality)
        {
            throw new ArgumentException($"the encoder {card.Name} reads {card.Modality}; it must read {modality}", nameof(card));
        }
    }
}
