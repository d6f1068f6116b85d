using System.Collections.Immutable;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.AudioText.Weights;
using MerExperiments.Features;
using MerExperiments.Runs;
using MerExperiments.Storage;
using MerExperiments.Tokenizers;
using MerExperiments.Torch;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>A joint Audio-Text model that was trained: it turns rows into features and class posteriors.</summary>
/// <remarks>Not thread-safe; it holds its weights until it is disposed.</remarks>
public sealed class FittedJointModel : IDisposable
{
    private const string CardName = "model.json", WeightsName = "model.safetensors", TokenizerName = "tokenizer";
    private readonly FittedModelCard _card;
    private readonly Action<string> _saveTokenizer;

    internal FittedJointModel(FittedModelCard card, JointModel model, TextTokenizer tokenizer, Action<string> saveTokenizer)
    {
        (_card, Model, Tokenizer, _saveTokenizer) = (card, model, tokenizer, saveTokenizer);
        Labels = new LabelSet(card.Labels);
    }

    /// <summary>The classes.</summary>
    public LabelSet Labels { get; }

    /// <summary>Values per feature: the language model's hidden size.</summary>
    public int FeatureSize => _card.Language.HiddenSize;

    /// <summary>The encoder whose frames it hears.</summary>
    public string Encoder => _card.Encoder;

    /// <summary>Values per frame.</summary>
    public int FrameDimension => _card.FrameDimension;

    /// <summary>What it is made of, and how it was trained.</summary>
    public AudioTextOptions Options => _card.Options;

    /// <summary>The language model's shape.</summary>
    internal LanguageModelConfiguration Language => _card.Language;

    /// <summary>What came of the training.</summary>
    public TrainingOutcome Outcome => _card.Outcome;

    /// <summary>The tokenizer it reads with.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>The share of each class among the rows trained on: what is said of a row that has neither sound nor words.</summary>
    internal IReadOnlyList<double> Shares => _card.Shares;

    /// <summary>The model itself, for export.</summary>
    internal JointModel Model { get; }

    /// <summary>Reads rows; classes, weights and speakers of theirs are not looked at.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="batchRows">Rows a batch, 1 or more. Default 32.</param>
    /// <param name="cancellation">Stops it between batches.</param>
    /// <exception cref="InvalidInputException">The frames are of another size than those it was trained on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public JointEncoding Encode(JointRows rows, int batchRows = 32, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchRows, 1);
        if (rows.Frames.Dimension != FrameDimension)
        {
            throw new InvalidInputException(
                rows.Frames.Encoder, FormattableString.Invariant($"gives frames of {rows.Frames.Dimension} values; the model was trained on those of {Encoder}, of {FrameDimension}"));
        }

        TorchLibrary.UseOneThread();
        var batcher = new JointBatcher(rows, Tokenizer, Labels, Options);
        ImmutableArray<FeatureState> states = [.. Enumerable.Range(0, rows.Count).Select(batcher.StateOf)];
        int[] present = [.. Enumerable.Range(0, rows.Count).Where(row => states[row] == FeatureState.Present)];
        BatchedRows read = BatchedRows.Read(Model, batcher, present, batchRows, cancellation);
        return Spread(read, present, states);
    }

    /// <summary>Writes the model into a folder: <c>model.json</c>, <c>model.safetensors</c> (all weights, the language model's too) and <c>tokenizer/</c>.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; <c>model.json</c>, which comes last, is then absent.</exception>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        CheckedFile.Delete(Path.Combine(folder, CardName));
        _saveTokenizer(Path.Combine(folder, TokenizerName));
        SafetensorsWriter.Write(Path.Combine(folder, WeightsName), Model.Weights.Select(pair => (pair.Key, pair.Value)));
        RunJson.Write(Path.Combine(folder, CardName), _card);
    }

    /// <summary>Opens a folder that <see cref="Save"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where to compute; null for the processor.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or the files do not fit together.</exception>
    public static FittedJointModel Load(string folder, Device? device = null)
    {
        FittedModelCard card = CardIn(folder);
        TorchLibrary.UseOneThread();
        string tokenizer = Path.Combine(folder, TokenizerName);
        TextTokenizer opened = SavedTokenizer.Open(tokenizer);
        InvalidInputException.ThrowIfAny(TokenizerAgreement.Check(opened, card.Language, tokenizer));
        JointModel model = JointTrainer.Build(card.Language, card.Options, card.Seed, card.FrameDimension, card.Labels.Count, device ?? CPU, load: null);
        try
        {
            using IDisposable quiet = no_grad();
            PublishedWeights.Load(Path.Combine(folder, WeightsName), model.Weights.ToDictionary(StringComparer.Ordinal), card.Language.Family);
            return new FittedJointModel(card, model, opened, target => SavedTokenizer.Save(SavedTokenizer.CardOf(tokenizer), tokenizer, target));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Whether <see cref="Save"/> finished in a folder.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, CardName));

    /// <summary>What is wrong with a folder that <see cref="Save"/> wrote: files that are missing or are not what was written, all of whose bytes are read.</summary>
    public static IReadOnlyList<Fault> Check(string folder)
    {
        try
        {
            CardIn(folder);
            using var weights = SafetensorsFile.Open(Path.Combine(folder, WeightsName));
            return CheckedFile.DamageIn(folder, all: true);
        }
        catch (InvalidInputException damaged)
        {
            return damaged.Faults;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private static FittedModelCard CardIn(string folder)
    {
        string path = Path.Combine(folder, CardName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(path, "does not exist; a folder that holds a trained joint model has it");
        }

        FittedModelCard card = RunJson.Read<FittedModelCard>(path);
        return card.Layout == FittedModelCard.KnownLayout ? card : throw new InvalidInputException(
            path, FormattableString.Invariant($"is of layout {card.Layout}; this version reads layout {FittedModelCard.KnownLayout}: open it with the version that wrote it, or train it again"));
    }

    /// <summary>Puts what was read into its rows, and what is known of rows with nothing to read into theirs.</summary>
    private JointEncoding Spread(BatchedRows read, int[] present, ImmutableArray<FeatureState> states)
    {
        int size = FeatureSize, classes = Labels.Count;
        float[] features = new float[checked(states.Length * size)], posteriors = new float[states.Length * classes];
        Array.Fill(features, float.NaN);
        for (int row = 0; row < states.Length; row++)
        {
            Put(_card.Shares, posteriors.AsSpan(row * classes, classes));
        }

        foreach ((int i, int row) in present.Index())
        {
            read.Features.AsSpan(i * size, size).CopyTo(features.AsSpan(row * size));
            Put(BatchedRows.Probabilities(read.Scores.AsSpan(i * classes, classes)), posteriors.AsSpan(row * classes, classes));
        }

        return new JointEncoding { Features = features, Posteriors = posteriors, States = states, FeatureSize = size, Classes = classes };
    }

    private static void Put(IReadOnlyList<double> values, Span<float> places)
    {
        for (int c = 0; c < values.Count; c++)
        {
            places[c] = (float)values[c];
        }
    }
}
