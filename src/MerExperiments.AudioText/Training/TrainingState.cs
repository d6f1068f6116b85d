namespace MerExperiments.AudioText.Training;

/// <summary>Where a training stands, apart from its tensors.</summary>
internal sealed record TrainingState
{
    /// <summary>Finished epochs.</summary>
    public int Epoch { get; init; }

    /// <summary>Steps taken in the epoch after those.</summary>
    public int StepInEpoch { get; init; }

    /// <summary>Steps taken in all.</summary>
    public int Step { get; init; }

    /// <summary>The sum of the losses of the steps of the epoch under way.</summary>
    public double EpochLoss { get; init; }

    /// <summary>The best epoch so far, from 1; 0 before the first is finished.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Its weighted average F1 on the validation rows; null where there are none.</summary>
    public double? BestWaf { get; init; }

    /// <summary>Its loss on them.</summary>
    public double? BestLoss { get; init; }

    /// <summary>The state after a step.</summary>
    public TrainingState After(StepRecord step) => this with { StepInEpoch = StepInEpoch + 1, Step = Step + 1, EpochLoss = EpochLoss + step.Loss };

    /// <summary>The state after an epoch.</summary>
    public TrainingState After(EpochRecord epoch)
    {
        TrainingState next = this with { Epoch = Epoch + 1, StepInEpoch = 0, EpochLoss = 0 };
        return IsBetter(epoch) ? next with { BestEpoch = Epoch + 1, BestWaf = epoch.ValidationWaf, BestLoss = epoch.ValidationLoss } : next;
    }

    /// <summary>Whether an epoch is better than the best so far: by F1, then by loss. Without validation rows the last epoch is the best.</summary>
    public bool IsBetter(EpochRecord epoch) =>
        BestEpoch == 0 || epoch.ValidationWaf is not { } waf || waf > BestWaf || (waf == BestWaf && epoch.ValidationLoss < BestLoss);

    /// <summary>Whether training is over: all epochs are done, or the last ones brought nothing better.</summary>
    public bool IsOver(AudioTextOptions options) => Epoch >= options.Epochs || (BestEpoch > 0 && Epoch - BestEpoch >= options.Patience);
}
