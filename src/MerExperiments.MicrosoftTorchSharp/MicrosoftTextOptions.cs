namespace MerExperiments.MicrosoftTorchSharp;

/// <summary>How Microsoft.ML.TorchSharp's text classifier is fine-tuned.</summary>
public sealed record MicrosoftTextOptions
{
    /// <summary>Passes over the training rows, 1 or more. Default 10, as the trainer's own.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Rows per step, 1 or more. Default 32, as the trainer's own.</summary>
    public int BatchRows { get; init; } = 32;

    /// <summary>The number of a CUDA device, 0 or more; null for the processor. The trainer itself falls back to the processor where there is none.</summary>
    public int? CudaDevice { get; init; }

    /// <summary>The seed; every fold starts from the same.</summary>
    public required NamedSeed Seed { get; init; }

    /// <summary>What is out of range, all of it at once.</summary>
    internal IEnumerable<Fault> Faults()
    {
        if (Epochs < 1)
        {
            yield return new Fault("epochs", FormattableString.Invariant($"is {Epochs}; it must be 1 or more"));
        }

        if (BatchRows < 1)
        {
            yield return new Fault("batchRows", FormattableString.Invariant($"is {BatchRows}; it must be 1 or more"));
        }

        if (CudaDevice < 0)
        {
            yield return new Fault("cudaDevice", FormattableString.Invariant($"is {CudaDevice}; it must be 0 or more, or absent for the processor"));
        }
    }
}
