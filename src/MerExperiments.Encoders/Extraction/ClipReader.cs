using MerExperiments.Features;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Encoders;

/// <summary>Reads the media of an utterance and prepares what is there for an encoder; what is not there becomes a state.</summary>
/// <remarks>Thread-safe. One bad file costs its own utterance only.</remarks>
internal sealed class ClipReader(EncoderCard card, Func<EncoderSession> session, StageClock clock)
{
    /// <summary>What an utterance has to encode.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="InvalidInputException">The clip needs ffmpeg, and that is not installed.</exception>
    public PreparedClip<EncoderRow> Read(Utterance utterance, CancellationToken cancellation = default)
    {
        try
        {
            return card.Modality switch
            {
                Modality.Text => Text(utterance),
                Modality.Video => Faces(utterance),
                _ => Sound(utterance, cancellation),
            };
        }
        catch (ClipException e)
        {
            // A decoder that was stopped leaves half a clip, which is not the clip's fault.
            cancellation.ThrowIfCancellationRequested();
            return new(FeatureState.Quarantined, null, e.Reason);
        }
    }

    private PreparedClip<EncoderRow> Sound(Utterance utterance, CancellationToken cancellation)
    {
        if (utterance.AudioPath is not { } path)
        {
            return new(FeatureState.Missing);
        }

        RefuseIf(utterance.AudioRefusal, path);
        Waveform sound = clock.Time(ExtractionStage.Decode, () => SoundReader.Read(path, cancellation: cancellation));
        return sound.IsSilent ? new(FeatureState.Silent) : Prepared(encoder => encoder.Prepare(sound));
    }

    private PreparedClip<EncoderRow> Text(Utterance utterance) => utterance.Text switch
    {
        null => new(FeatureState.Missing),
        var text when string.IsNullOrWhiteSpace(text) => new(FeatureState.EmptyText),
        var text => Prepared(encoder => encoder.Prepare(text)),
    };

    private PreparedClip<EncoderRow> Faces(Utterance utterance)
    {
        if (utterance.VideoPath is not { } path)
        {
            return new(FeatureState.Missing);
        }

        RefuseIf(utterance.VideoRefusal, path);
        FaceFrames faces = clock.Time(ExtractionStage.Decode, () => FaceFrames.Read(path, card.FaceSizePixels));
        return faces.HasNoFace ? new(FeatureState.NoFace) : Prepared(encoder => encoder.Prepare(faces));
    }

    /// <summary>A clip that could not be prepared is not tried again from its raw file.</summary>
    private static void RefuseIf(string? refusal, string path)
    {
        if (refusal is not null)
        {
            throw new ClipException(path, refusal);
        }
    }

    private PreparedClip<EncoderRow> Prepared(Func<EncoderSession, EncoderRow> prepare)
    {
        EncoderSession encoder = session();
        return new(FeatureState.Present, clock.Time(ExtractionStage.Preprocess, () => prepare(encoder)));
    }
}
