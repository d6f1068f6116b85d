namespace MerExperiments.AudioText.Training;

/// <summary>Draws, for each row and epoch, whether the model is given its sound, its words or both.</summary>
/// <param name="audioAlone">The chance of the sound alone, 0 to 1.</param>
/// <param name="textAlone">The chance of the words alone, 0 to 1; with the other at most 1.</param>
/// <param name="seed">The seed of all draws.</param>
internal sealed class ModalityDropout(double audioAlone, double textAlone, NamedSeed seed)
{
    /// <summary>The choice for a row. One that would leave nothing of it is not made: a row without words is never stripped of its sound.</summary>
    /// <param name="epoch">The epoch, 0 or more.</param>
    /// <param name="row">The row, 0 or more.</param>
    /// <param name="hasSound">Whether it has sound.</param>
    /// <param name="hasWords">Whether it has words.</param>
    public RowChannels Draw(int epoch, int row, bool hasSound, bool hasWords)
    {
        double drawn = (seed.For("modality", epoch).For("row", row).Value >> 11) * (1.0 / (1L << 53)); // uniform in [0, 1)
        return !hasSound || !hasWords ? RowChannels.Both
            : drawn < audioAlone ? RowChannels.AudioAlone
            : drawn < audioAlone + textAlone ? RowChannels.TextAlone
            : RowChannels.Both;
    }
}
