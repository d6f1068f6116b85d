using MerExperiments.Features;
using MerExperiments.Media;

namespace MerExperiments.Encoders;

/// <summary>Reads the media of utterances and encodes what is there; what is not there becomes a state.</summary>
/// <remarks>Thread-safe. One bad file costs its own utterance only.</remarks>
internal sealed class UtteranceEncoder(EncoderCard card, Func<EncoderSession> session)
{
    /// <summary>The features of some utterances, in order.</summary>
    public FeatureShard Encode(IReadOnlyList<Utterance> utterances)
    {
        var shard = new FeatureShard(new float[utterances.Count * card.Dimension], new FeatureState[utterances.Count], new string?[utterances.Count]);
        switch (card.Input)
        {
            case EncoderInput.Codepoints:
                Encode(shard, utterances, ReadText, texts => session().Encode(texts));
                break;
            case EncoderInput.FaceFrames:
                Encode(shard, utterances, ReadFace, faces => session().Encode(faces));
                break;
            default:
                Encode(shard, utterances, ReadSound, sounds => session().Encode(sounds));
                break;
        }

        return shard;
    }

    private void Encode<T>(
        FeatureShard shard,
        IReadOnlyList<Utterance> utterances,
        Func<Utterance, (FeatureState State, T? Signal)> read,
        Func<IReadOnlyList<T>, float[][]> encode)
        where T : class
    {
        foreach (int[] rows in Enumerable.Range(0, utterances.Count).Chunk(GroupOf(card.Input)))
        {
            (int Row, T? Signal)[] all = [.. rows.Select(row => (row, Read(shard, row, utterances[row], read)))];
            (int Row, T? Signal)[] there = [.. all.Where(one => one.Signal is not null)];
            float[][] features = there.Length == 0 ? [] : encode([.. there.Select(one => one.Signal!)]);
            for (int i = 0; i < there.Length; i++)
            {
                Put(shard, there[i].Row, features[i]);
            }
        }
    }

    /// <summary>How many utterances are held in memory at once: a clip's face frames are megabytes.</summary>
    private static int GroupOf(EncoderInput input) => input == EncoderInput.FaceFrames ? 4 : FeatureStore.ShardRows;

    private static T? Read<T>(FeatureShard shard, int row, Utterance utterance, Func<Utterance, (FeatureState State, T? Signal)> read)
        where T : class
    {
        try
        {
            (shard.States[row], T? signal) = read(utterance);
            return signal;
        }
        catch (ClipException e)
        {
            (shard.States[row], shard.Reasons[row]) = (FeatureState.Quarantined, e.Reason);
            return null;
        }
    }

    private void Put(FeatureShard shard, int row, float[] feature)
    {
        if (feature.Length != card.Dimension)
        {
            throw new InvalidInputException($"{card.Name}: dimension", $"is {card.Dimension}; its graphs and pooling give {feature.Length} values");
        }

        if (feature.All(float.IsFinite))
        {
            feature.CopyTo(shard.Values.AsSpan(row * card.Dimension));
            return;
        }

        (shard.States[row], shard.Reasons[row]) = (FeatureState.Quarantined, $"makes {card.Name} give a value that is not finite");
    }

    private static (FeatureState State, Waveform? Signal) ReadSound(Utterance utterance)
    {
        if (utterance.AudioPath is not { } path)
        {
            return (FeatureState.Missing, null);
        }

        Waveform sound = WavFile.Read(path);
        return sound.IsSilent ? (FeatureState.Silent, null) : (FeatureState.Present, sound);
    }

    private static (FeatureState State, string? Signal) ReadText(Utterance utterance) => utterance.Text switch
    {
        null => (FeatureState.Missing, null),
        var text when string.IsNullOrWhiteSpace(text) => (FeatureState.EmptyText, null),
        var text => (FeatureState.Present, text),
    };

    private static (FeatureState State, FaceFrames? Signal) ReadFace(Utterance utterance)
    {
        if (utterance.VideoPath is not { } path)
        {
            return (FeatureState.Missing, null);
        }

        FaceFrames face = FaceFrames.Read(path);
        return face.HasNoFace ? (FeatureState.NoFace, null) : (FeatureState.Present, face);
    }
}
