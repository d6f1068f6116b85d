namespace MerExperiments.AudioText.Estimators;

/// <summary>What the joint Audio-Text trainer reads from a data view, and what it fits.</summary>
/// <remarks>It adds three columns, named as ML.NET's own trainers name theirs: <see cref="FeaturesColumn"/>, <see cref="ScoreColumn"/> and
/// <see cref="PredictedLabelColumn"/>.</remarks>
public sealed record JointAudioTextOptions
{
    /// <summary>The added column of the pooled hidden state: a vector of Single; NaN throughout in a row that has neither sound nor words.</summary>
    public const string FeaturesColumn = "Features";

    /// <summary>The added column of class probabilities: a vector of Single, in the order of the label's keys.</summary>
    public const string ScoreColumn = "Score";

    /// <summary>The added column of the most probable class: a key with the label's values.</summary>
    public const string PredictedLabelColumn = "PredictedLabel";

    /// <summary>The column of audio frames: a vector of Single that holds a row's frames one after another, as <see cref="Features.FrameTable.AsDataView"/> gives
    /// it; an empty vector is a row without sound. Default <c>Frames</c>.</summary>
    public string FramesColumnName { get; init; } = "Frames";

    /// <summary>Values per frame, 1 or more. Null takes them from the column's type, which must then be [?, values]; needed where the type is a vector of any
    /// length.</summary>
    public int? FrameDimension { get; init; }

    /// <summary>The text column of transcripts; an empty one is a row without words. Default <c>Text</c>.</summary>
    public string TextColumnName { get; init; } = "Text";

    /// <summary>The key column with the classes, read while fitting; its key values become the class names, which the model also learns to say. A row whose key is
    /// missing is not trained on. Default <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column of Single with the rows' weights in the loss, read while fitting; null for 1 each.</summary>
    public string? WeightColumnName { get; init; }

    /// <summary>The text column with the rows' speakers, read while fitting: the part that chooses the epoch is then of speakers of its own. Null where unknown.</summary>
    public string? SpeakerColumnName { get; init; }

    /// <summary>What the model is made of, and how it is trained; its <see cref="AudioTextOptions.Audio"/> and <see cref="AudioTextOptions.Feature"/> are not read.</summary>
    public AudioTextOptions Model { get; init; } = new() { Model = "tiny" };

    /// <summary>The folder that a published language model lies below. Default the current one.</summary>
    public string ModelsRoot { get; init; } = Environment.CurrentDirectory;

    /// <summary>The seed of everything random: initial weights, order, dropout.</summary>
    public NamedSeed Seed { get; init; } = new(2024);

    /// <summary>What it is trained and run on. Default the processor; <see cref="TorchDevice.Choose(Onnx.ExecutionDevice?)"/> with null looks for a CUDA device.</summary>
    public TorchDevice Device { get; init; } = TorchDevice.Processor;

    /// <summary>A folder for checkpoints and the step log, from which a fit that was stopped goes on; null keeps nothing.</summary>
    public string? CheckpointFolder { get; init; }
}
