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

    private static EncodeEstimator Create(
        TransformsCatalog catalog, string output, string input, EncoderCard card, EncoderRegistry registry, Modality modality)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return card.Modality == modality
            ? new EncodeEstimator(output, input, card, registry)
            : throw new ArgumentException($"the encoder {card.Name} reads {card.Modality}; it must read {modality}", nameof(card));
    }
}
