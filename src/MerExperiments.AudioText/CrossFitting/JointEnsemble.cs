using MerExperiments.AudioText.Training;
using MerExperiments.Features;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>The joint models of all folds of one split as one encoder of rows that none of them trained on: each row gets what a run gives its test part, the mean over the folds' models
/// in the first fold's coordinates.</summary>
/// <remarks>A folder: <c>joint.json</c> names the folds' models with the SHA-256 of their files, <c>turn-2.npy</c> and so on hold the turns, and each model lies in a folder named as in
/// the store of joint models. Models that are too large to be carried are looked for in that store. One model is in memory at a time.</remarks>
public sealed class JointEnsemble
{
    private const string CardName = "joint.json";
    private readonly IReadOnlyList<(string Model, string? Turn)> _models;
    private readonly JointFeature _feature;

    private JointEnsemble(IReadOnlyList<(string Model, string? Turn)> models, JointFeature feature) => (_models, _feature) = (models, feature);

    /// <summary>The models of all folds together may have so many bytes and be carried; of larger ones the names and checksums are.</summary>
    public const long MostCarriedBytes = 256L << 20;

    /// <summary>The number of models, one for each fold.</summary>
    public int Count => _models.Count;

    /// <summary>Opens a folder that <see cref="Write"/> wrote. No model is opened.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="workspace">Where models that are not carried are looked for.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, is of a later layout, or a model that is not carried is not there as it was; all faults at once.</exception>
    public static JointEnsemble Open(string folder, Workspace workspace)
    {
        string path = Path.Combine(folder, CardName);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(path, "is missing; it names the joint models: restore it from a copy");
        }

        JointEnsembleCard card = RunJson.Read<JointEnsembleCard>(path);
        InvalidInputException.ThrowIfAny(card.Layout == JointEnsembleCard.KnownLayout
            ? [.. card.Folds.SelectMany(fold => Faults(fold, folder, workspace))]
            : [new Fault(path, FormattableString.Invariant($"is of layout {card.Layout}; this version reads layout {JointEnsembleCard.KnownLayout}: use the version that wrote it"))]);
        return new JointEnsemble([.. card.Folds.Select(fold => (PathOf(fold, folder, workspace), fold.Turn is { } turn ? Path.Combine(folder, turn) : null))], card.Feature);
    }

    /// <summary>Opens one model by itself, in a folder that <see cref="FineTunedModel.CopyTo"/> made: its own features and posteriors count.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or is of another layout; all faults at once.</exception>
    public static JointEnsemble OpenOne(string folder)
    {
        InvalidInputException.ThrowIfAny(FittedJointModel.Check(folder));
        return new JointEnsemble([(folder, null)], JointFeature.LogPosteriors);
    }

    /// <summary>Writes the models of a split's folds into a folder.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="feature">What becomes the feature.</param>
    /// <param name="models">The absolute path of each fold's model in the store, in the order of the folds: <c>datasets/audio-text/NAME/model</c>.</param>
    /// <param name="turns">How each fold's features are turned; null for a fold that is left as it is.</param>
    /// <param name="mostBytes">Above so many bytes in all, models are named and not carried.</param>
    internal static void Write(string folder, JointFeature feature, IReadOnlyList<string> models, IReadOnlyList<FoldTurn?> turns, long mostBytes = MostCarriedBytes)
    {
        Directory.CreateDirectory(folder);
        bool isCarried = models.SelectMany(FilesOf).Sum(file => new FileInfo(file).Length) <= mostBytes;
        var folds = new List<JointFold>();
        foreach ((int fold, string model) in models.Index())
        {
            var files = FilesOf(model).ToDictionary(file => Path.GetRelativePath(model, file).Replace('\\', '/'), ContentHash.OfFile, StringComparer.Ordinal);
            string store = Path.GetFileName(Path.GetDirectoryName(model)!);
            string? turn = turns[fold] is null ? null : FormattableString.Invariant($"turn-{fold + 1}.npy");
            turns[fold]?.Write(Path.Combine(folder, turn!));
            folds.Add(new JointFold(store, turn, files));
            Carry(isCarried ? files.Keys : [], model, Path.Combine(folder, store));
        }

        RunJson.Write(Path.Combine(folder, CardName), new JointEnsembleCard { Feature = feature, Folds = folds });
    }

    /// <summary>Reads rows; classes, weights and speakers of theirs are not looked at.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="device">What computes.</param>
    /// <param name="stage">Told of each model that is done; null for nobody.</param>
    /// <param name="cancellation">Stops it between batches.</param>
    /// <returns>The feature table <see cref="CrossFitted.EncoderName"/>, a row for each; NaN, with the state that says why, where there is neither sound nor words. And the mean of the
    /// class heads' posteriors.</returns>
    /// <exception cref="InvalidInputException">The frames are of another size than those the models were trained on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (FeatureTable Features, Posteriors Posteriors) Encode(JointRows rows, TorchDevice device, IStageProgress? stage, CancellationToken cancellation)
    {
        var encoded = new List<EncodedRows>();
        LabelSet? labels = null;
        foreach ((string folder, string? turn) in _models)
        {
            using FittedJointModel model = FittedJointModel.Load(folder, device.ToTorch());
            labels ??= model.Labels;
            JointEncoding read = model.Encode(rows, cancellation: cancellation);
            var own = new EncodedRows(read.Features, read.Posteriors, read.FeatureSize, read.Classes);
            encoded.Add(turn is null ? own : FoldTurn.Read(turn).Apply(own));
            stage?.Advance();
        }

        EncodedRows mean = CrossFitter.Mean(encoded);
        return (CrossFitter.TableOf([rows], [mean], _feature), new Posteriors(rows.Names, labels!, mean.Posteriors));
    }

    private static string[] FilesOf(string model) =>
        [.. Directory.EnumerateFiles(model, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static void Carry(IEnumerable<string> files, string from, string to)
    {
        foreach (string file in files)
        {
            string target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            AtomicFile.Write(target, stream =>
            {
                using FileStream source = File.OpenRead(Path.Combine(from, file));
                source.CopyTo(stream);
            });
        }
    }

    /// <summary>The model as it is carried, else as the store has it.</summary>
    private static string PathOf(JointFold fold, string folder, Workspace workspace) =>
        Path.Combine(folder, fold.Store) is var carried && Directory.Exists(carried) ? carried : Path.Combine(workspace.AudioText, fold.Store, "model");

    private static IEnumerable<Fault> Faults(JointFold fold, string folder, Workspace workspace)
    {
        string model = PathOf(fold, folder, workspace);
        if (!Directory.Exists(model))
        {
            return [new Fault(model, $"does not exist; it is a joint model that was too large to be carried: copy datasets/audio-text/{fold.Store} of the workspace that trained it here, or train again")];
        }

        IEnumerable<Fault> files =
            from file in fold.Files
            let path = Path.Combine(model, file.Key)
            let problem = !File.Exists(path) ? "is missing" : ContentHash.OfFile(path) == file.Value ? null : $"is not the file that was trained (its SHA-256 is not {file.Value})"
            where problem is not null
            select new Fault(path, $"{problem}; restore datasets/audio-text/{fold.Store} from a copy, or train again");
        return fold.Turn is { } turn && !File.Exists(Path.Combine(folder, turn))
            ? files.Append(new Fault(Path.Combine(folder, turn), "is missing; it turns the model's features: restore it from a copy"))
            : files;
    }
}

/// <summary>What <c>joint.json</c> says.</summary>
internal sealed record JointEnsembleCard
{
    /// <summary>The layout that is written and read.</summary>
    public const int KnownLayout = 1;

    /// <summary>The version of the folder's layout.</summary>
    public int Layout { get; init; } = KnownLayout;

    /// <summary>What becomes the feature.</summary>
    public required JointFeature Feature { get; init; }

    /// <summary>The models, in the order of the folds.</summary>
    public required IReadOnlyList<JointFold> Folds { get; init; }
}

/// <summary>One fold's model.</summary>
/// <param name="Store">The name of its folder in the store of joint models, and here.</param>
/// <param name="Turn">The file of its features' turn; null where they are left as they are.</param>
/// <param name="Files">The SHA-256 of each of its files, by path in its folder.</param>
internal sealed record JointFold(string Store, string? Turn, IReadOnlyDictionary<string, string> Files);
