namespace MerExperiments.AudioText.Training;

/// <summary>Where a joint model's language model comes from: a shape trained from scratch, or a published model's folder.</summary>
public interface ILanguageModelSource
{
    /// <summary>The language model for a training.</summary>
    /// <param name="rows">The rows that are trained on, and no others: whatever is learned from texts is learned from these.</param>
    /// <param name="labels">The classes, whose names the model is to say.</param>
    /// <param name="options">The joint model, whose prompt it is to read.</param>
    /// <param name="seed">The seed of what is drawn.</param>
    /// <exception cref="InvalidInputException">The source is damaged or does not fit the options.</exception>
    LanguageModelParts Prepare(JointRows rows, LabelSet labels, JointModelOptions options, NamedSeed seed);
}
