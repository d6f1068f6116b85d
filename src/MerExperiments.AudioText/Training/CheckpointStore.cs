using System.Globalization;
using MerExperiments.Runs;
using MerExperiments.Storage;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>The checkpoints of one training, the newest two: <c>checkpoint-&lt;epochs&gt;-&lt;steps&gt;.npy</c> (float32 [blocks, values]) and a card beside each.</summary>
/// <remarks>A checkpoint is whole or absent: the tensors are written under another name, flushed and renamed, and only then is the card. Killed at any instant, the
/// one before is still there.</remarks>
/// <param name="folder">The training's folder.</param>
/// <param name="fingerprint">What it is a training of.</param>
internal sealed class CheckpointStore(string folder, IReadOnlyDictionary<string, string> fingerprint)
{
    private const int Kept = 2;
    private const string Pattern = "checkpoint-*.json";

    /// <summary>Writes a checkpoint and deletes all but the newest two.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="blocks">Float32 tensors of one length each, [n].</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the checkpoints there stay.</exception>
    public void Write(TrainingState state, IReadOnlyList<Tensor> blocks)
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"checkpoint-{state.Epoch}-{state.Step}"));
        string hash = string.Empty;
        AtomicFile.Write(path + ".npy", stream => hash = TensorBlocks.Write(stream, blocks));
        RunJson.Write(path + ".json", new CheckpointCard { Sha256 = hash, State = state, Fingerprint = fingerprint });
        Delete(Cards(folder).Skip(Kept));
    }

    /// <summary>Deletes all checkpoints of a folder.</summary>
    public static void Delete(string folder) => Delete(Cards(folder));

    /// <summary>Reads the newest whole checkpoint into the blocks.</summary>
    /// <param name="blocks">Where to, as they were written.</param>
    /// <param name="notice">Told of each checkpoint that is damaged.</param>
    /// <returns>Where the training stood; null where there is no whole checkpoint, and the blocks stay.</returns>
    /// <exception cref="InvalidInputException">The checkpoint is one of other data or options.</exception>
    public TrainingState? Read(IReadOnlyList<Tensor> blocks, Action<string>? notice)
    {
        if (Directory.Exists(folder))
        {
            AtomicFile.Sweep(folder);
        }

        foreach (string path in Cards(folder))
        {
            if (Damage(path, out CheckpointCard? card) is { } damage)
            {
                notice?.Invoke($"{path}: {damage}; training goes on from the checkpoint before it, or from the start where there is none");
                continue;
            }

            ThrowUnlessSame(card!);
            TensorBlocks.Read(Path.ChangeExtension(path, ".npy"), blocks);
            return card!.State;
        }

        return null;
    }

    private static string[] Cards(string folder) => !Directory.Exists(folder) ? [] : [.. Directory.GetFiles(folder, Pattern).OrderByDescending(Place)];

    private static void Delete(IEnumerable<string> cards)
    {
        foreach (string card in cards)
        {
            CheckedFile.Delete(card);
            File.Delete(Path.ChangeExtension(card, ".npy"));
        }
    }

    /// <summary>Epochs and steps of a card's name; epochs first, as the end of an epoch comes after its last step.</summary>
    private static (int, int) Place(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return parts.Length == 3 && int.TryParse(parts[1], out int epochs) && int.TryParse(parts[2], out int steps) ? (epochs, steps) : (-1, -1);
    }

    /// <summary>What is wrong with a checkpoint, or null.</summary>
    private string? Damage(string path, out CheckpointCard? card)
    {
        card = null;
        try
        {
            card = RunJson.Read<CheckpointCard>(path);
            using FileStream stream = File.OpenRead(Path.ChangeExtension(path, ".npy"));
            return ContentHash.Of(stream) != card.Sha256 ? "its tensors are damaged or cut short"
                : !TrainingLog.Holds(folder, card.State.Step, card.State.Epoch) ? "steps.csv or epochs.csv beside it lacks rows"
                : null;
        }
        catch (Exception e) when (e is InvalidInputException or IOException or UnauthorizedAccessException)
        {
            return $"cannot be read ({e.Message})";
        }
    }

    private void ThrowUnlessSame(CheckpointCard card)
    {
        string[] other = [.. fingerprint.Keys.Union(card.Fingerprint.Keys).Where(part => fingerprint.GetValueOrDefault(part) != card.Fingerprint.GetValueOrDefault(part)).Order()];
        if (other.Length > 0)
        {
            throw new InvalidInputException(
                folder,
                $"holds the checkpoint of another training: {string.Join(", ", other)} differ; go on with the same, choose another folder, or delete this one to train anew");
        }
    }
}
