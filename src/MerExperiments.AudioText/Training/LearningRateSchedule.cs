namespace MerExperiments.AudioText.Training;

/// <summary>The learning rate of each step: a straight rise from 0, then half a cosine (arXiv 1608.03983, without restarts) down to 0.</summary>
/// <remarks>No step has the rate 0: the zeros lie just before the first step and just after the last.</remarks>
/// <param name="Highest">The rate at the end of the rise.</param>
/// <param name="RisingSteps">The steps of the rise, 1 or more; with 1 the first step has the highest rate.</param>
/// <param name="Steps">All steps, 1 or more.</param>
internal sealed record LearningRateSchedule(double Highest, int RisingSteps, int Steps)
{
    /// <summary>A schedule that rises over the options' share of the steps, rounded.</summary>
    public static LearningRateSchedule Of(AudioTextOptions options, int steps) =>
        new(options.HighestRate, Math.Max(1, (int)Math.Round(options.WarmUp * steps, MidpointRounding.AwayFromZero)), steps);

    /// <summary>The rate of a step, 0 for the first.</summary>
    public double this[int step] => step < RisingSteps
        ? Highest * (step + 1) / RisingSteps
        : Highest * (1 + Math.Cos(Math.PI * (step + 1 - RisingSteps) / (Steps - RisingSteps + 1))) / 2;
}
