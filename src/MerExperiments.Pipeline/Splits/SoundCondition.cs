using MerExperiments.Media.Preparation;

namespace MerExperiments.Pipeline.Splits;

/// <summary>What sound a flow trains on and what sound it is tested on.</summary>
/// <param name="Name">Its name in experiments.json and in reports.</param>
/// <param name="Training">The sound of the labelled part and of the pool.</param>
/// <param name="Test">The sound of the test part.</param>
internal sealed record SoundCondition(string Name, SoundTreatment Training, SoundTreatment Test)
{
    /// <summary>Trained and tested on the sound as it was recorded: what noise costs is measured from here.</summary>
    public static SoundCondition Clean { get; } = new("clean", default, default);

    /// <summary>Trained on clean sound, tested on noisy.</summary>
    public static SoundCondition Noisy { get; } = new("noisy", default, new SoundTreatment(Noisy: true, Denoised: false));

    /// <summary>Trained on clean sound, tested on noisy, both through the denoiser: it is part of the system, and colours clean sound too.</summary>
    public static SoundCondition Denoised { get; } = new("denoised", new SoundTreatment(false, Denoised: true), new SoundTreatment(true, Denoised: true));

    /// <summary>Trained and tested on noisy sound.</summary>
    public static SoundCondition NoiseTrained { get; } = new("noise-trained", new SoundTreatment(true, false), new SoundTreatment(true, false));

    /// <summary>Trained and tested on noisy sound, both through the denoiser: the heads learn what it leaves behind.</summary>
    public static SoundCondition NoiseTrainedDenoised { get; } = new("noise-trained-denoised", new SoundTreatment(true, true), new SoundTreatment(true, true));

    /// <summary>The names of all conditions.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(condition => condition.Name)];

    private static IReadOnlyList<SoundCondition> All { get; } = [Clean, Noisy, Denoised, NoiseTrained, NoiseTrainedDenoised];

    /// <summary>True where training and test hold the sound that the settings ask for, and the name says nothing.</summary>
    public bool IsAsPrepared => Name.Length == 0;

    /// <summary>The conditions an experiment compares, in its order; one without a name where it compares none.</summary>
    public static IReadOnlyList<SoundCondition> Of(ExperimentConfiguration configuration)
    {
        SoundTreatment asPrepared = SoundTreatment.Of(configuration.Prepare);
        return configuration.Evaluation.Conditions is { } names
            ? [.. names.Select(name => All.Single(condition => condition.Name == name))]
            : [new SoundCondition("", asPrepared, asPrepared)];
    }

    /// <summary>The versions of the sound that conditions need, each once.</summary>
    public static IEnumerable<SoundTreatment> TreatmentsOf(IEnumerable<SoundCondition> conditions) =>
        conditions.SelectMany(condition => new[] { condition.Training, condition.Test }).Distinct();
}
