using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Media.Generated;

/// <summary>Writes a corpus of spoken clips with faces and transcripts that nobody spoke, in the layout that the MER2024 reader reads.</summary>
/// <remarks>
/// The six classes of MER2024 with its imbalance, over real media files: 16 kHz WAV of 1.0 to 2.2 seconds, three face frames, a Chinese
/// transcript. What each modality tells is set in one place, the evidence strengths. The true labels of the pool lie apart, in
/// <c>truth/label-pool.csv</c>, which no reader opens. The same options give the same bytes on any number of threads.
/// </remarks>
public static class GeneratedCorpus
{
    private const int UtterancesPerReport = 50;

    /// <summary>The hash of every sound and picture, in the format of <c>sha256sum</c>: thousands of files share one list.</summary>
    private const string MediaList = "media.sha256";

    /// <summary>The folder name that belongs to these options and this version of the generator, e.g. <c>generated-v1-600-3000-600-2024</c>;
    /// that of another task than the first begins with its name, e.g. <c>sarcasm-control-v1-</c>.</summary>
    public static string FolderName(GeneratedCorpusOptions options) => FormattableString.Invariant(
        $"{PrefixOf(options.Task)}-v{CorpusStamp.VersionOf(options.Task)}-{options.Labelled}-{options.Pool}-{options.Test}-{options.Seed}");

    /// <summary>Writes the corpus, or leaves it where the folder already holds it whole.</summary>
    /// <remarks>It is written beside the folder and renamed when whole; what a killed writer left is removed. Where another process writes
    /// the same folder, this call waits for it.</remarks>
    /// <param name="folder">The folder to make. Its parent is made too.</param>
    /// <param name="options">Size and seed.</param>
    /// <param name="progress">Is told how many utterances are written, every so often and at the end; may be null.</param>
    /// <param name="cancellation">Stops the work; nothing is left under the folder's name.</param>
    /// <param name="damaged">Is told, before the corpus is written again, what in it is no longer what was written; may be null.</param>
    /// <returns>True where this call wrote it, false where it was there.</returns>
    /// <exception cref="InvalidInputException">An option is out of range, or the folder holds something else.</exception>
    public static bool Write(
        string folder, GeneratedCorpusOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default, Action<Fault>? damaged = null)
    {
        OptionsCheck.Require(options, "corpus");
        string target = Path.GetFullPath(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using IDisposable held = FileLock.Wait(target + ".lock", cancellation);
        if (IsWhole(target, options, damaged, cancellation))
        {
            return false;
        }

        string partial = target + ".partial";
        DeleteIfThere(partial);
        try
        {
            WriteAll(partial, options, progress, cancellation);
            DeleteIfThere(target);
            Directory.Move(partial, target);
        }
        catch
        {
            DeleteIfThere(partial);
            throw;
        }

        return true;
    }

    private static string PrefixOf(GeneratedTask task) => task switch
    {
        GeneratedTask.Sarcasm => "sarcasm",
        GeneratedTask.SarcasmControl => "sarcasm-control",
        _ => "generated",
    };

    private static bool IsWhole(string folder, GeneratedCorpusOptions options, Action<Fault>? damaged, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return false;
        }

        string stamp = Path.Combine(folder, CorpusStamp.FileName);
        if (!CheckedFile.IsWhole(stamp))
        {
            return Path.GetFileName(folder) == FolderName(options)
                ? AgainFor(new Fault(stamp, File.Exists(stamp) ? "is not what was written" : "is missing"))
                : throw new InvalidInputException(folder, "is not empty and holds no generated corpus; name a new or an empty folder");
        }

        CorpusStamp found = RunJson.Read<CorpusStamp>(stamp), wanted = CorpusStamp.Of(options);
        if (found != wanted)
        {
            throw new InvalidInputException(folder, $"holds another corpus, {found}; {wanted} is wanted: name another folder or delete this one");
        }

        return DamageOf(folder, cancellation) is not { } damage || AgainFor(damage);

        bool AgainFor(Fault fault)
        {
            damaged?.Invoke(fault);
            CacheFolder.Remove(folder);
            return false;
        }
    }

    /// <summary>The first fault of tables and media; null where all are what was written. The same options give the same bytes again.</summary>
    private static Fault? DamageOf(string folder, CancellationToken cancellation)
    {
        if (CheckedFile.DamageIn(folder, all: false) is [{ } table, ..])
        {
            return table;
        }

        string list = Path.Combine(folder, MediaList);
        string[] written = File.Exists(list) ? File.ReadAllLines(list) : [], found = HashesOf(folder, cancellation);
        string[] changed = [.. written.Union(found).Except(written.Intersect(found)).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 2)..]).Distinct()];
        return changed.Length == 0 ? null : new Fault(Path.Combine(folder, changed[0]), changed.Length == 1 ? "is not what was written" : $"and {changed.Length - 1} other files are not what was written");
    }

    private static string[] HashesOf(string folder, CancellationToken cancellation)
    {
        string[] files = [.. new[] { "audio", "openface_face" }.Select(part => Path.Combine(folder, part)).Where(Directory.Exists)
            .SelectMany(part => Directory.GetFiles(part, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
        string[] lines = new string[files.Length];
        Shards.ForEach(
            Enumerable.Range(0, files.Length),
            Environment.ProcessorCount,
            i => lines[i] = $"{ContentHash.OfFile(files[i])}  {Path.GetRelativePath(folder, files[i]).Replace('\\', '/')}",
            cancellation);
        return lines;
    }

    private static void WriteAll(string folder, GeneratedCorpusOptions options, IProgress<int>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<UtterancePlan> plans = CorpusPlan.Of(options);
        Directory.CreateDirectory(Path.Combine(folder, "audio"));
        int written = 0;
        Shards.ForEach(Enumerable.Range(0, plans.Count), Environment.ProcessorCount, place =>
        {
            WriteMedia(folder, plans[place]);
            int now = Interlocked.Increment(ref written);
            if (now % UtterancesPerReport == 0 || now == plans.Count)
            {
                progress?.Report(now);
            }
        }, cancellation);
        CorpusTables.Write(folder, plans);
        CheckedFile.WriteText(Path.Combine(folder, MediaList), string.Join('\n', HashesOf(folder, cancellation)) + "\n");
        RunJson.Write(Path.Combine(folder, CorpusStamp.FileName), CorpusStamp.Of(options));
    }

    private static void WriteMedia(string folder, UtterancePlan plan)
    {
        using (FileStream sound = File.Create(Path.Combine(folder, "audio", plan.Name + ".wav")))
        {
            WavFile.Write(sound, VoiceSynthesizer.Speak(plan));
        }

        string faces = Directory.CreateDirectory(Path.Combine(folder, "openface_face", plan.Name)).FullName;
        IReadOnlyList<byte[]> frames = FacePainter.Paint(plan);
        for (int i = 0; i < frames.Count; i++)
        {
            File.WriteAllBytes(Path.Combine(faces, FormattableString.Invariant($"frame_{i:D4}.png")), frames[i]);
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>What <c>corpus.json</c> says of a generated corpus; a folder that has it is whole.</summary>
/// <param name="Kind">Always <c>generated</c>.</param>
/// <param name="GeneratorVersion">The version of the generator that wrote it.</param>
/// <param name="Options">The options it was written with.</param>
internal sealed record CorpusStamp(string Kind, int GeneratorVersion, GeneratedCorpusOptions Options)
{
    /// <summary>The name of the stamp file.</summary>
    public const string FileName = "corpus.json";

    /// <summary>The stamp of a corpus written now with these options.</summary>
    public static CorpusStamp Of(GeneratedCorpusOptions options) => new("generated", VersionOf(options.Task), options);

    /// <summary>The version of the generator of a task.</summary>
    public static int VersionOf(GeneratedTask task) =>
        task == GeneratedTask.Emotion ? EvidenceStrengths.GeneratorVersion : SarcasmStrengths.GeneratorVersion;
}
