using System.Text;
using MerExperiments.Storage;

namespace MerExperiments.Corpora;

/// <summary>Reads clips that have no table: the sound and video files of a folder, or one file, each a clip named by its file's name without the ending.</summary>
/// <remarks>A text file of the same name beside a clip (<c>a.txt</c> beside <c>a.wav</c>, UTF-8) is its transcript. Folders below are not looked into. Files whose name begins
/// with a dot are passed over; others that are no media are told of.</remarks>
/// <param name="path">The absolute path of the folder, or of one file.</param>
/// <param name="notice">Told in a sentence of files that are no clips; null for nobody.</param>
public sealed class ClipFolderReader(string path, Action<string>? notice = null)
{
    private const int MostBytes = 200, Named = 3;
    private const string TranscriptEnding = ".txt";
    private static readonly string[] VideoEndings = [".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".flv", ".3gp", ".npy"];

    /// <summary>True where a file's name says that it holds sound or pictures.</summary>
    public static bool IsMedia(string file) => IsSound(file) || VideoEndings.Contains(EndingOf(file));

    /// <summary>Reads the clips; none has a speaker or a label, and every one is of the pool.</summary>
    /// <param name="labels">The classes of the model that is to predict them.</param>
    /// <exception cref="InvalidInputException">There is no media file, or names that cannot be; all faults at once.</exception>
    public Corpus Read(LabelSet labels)
    {
        string[] files = File.Exists(path) ? [path] : [.. Directory.EnumerateFiles(path).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)];
        string[] clips = [.. files.Where(IsMedia)];
        var faults = new List<Fault>();
        if (clips.Length == 0)
        {
            faults.Add(new Fault(path, $"holds no sound or video file; name a folder that holds some ({string.Join(' ', [.. ManifestReader.SoundEndings, .. VideoEndings])}), or a CSV of clips"));
        }

        faults.AddRange(clips.GroupBy(NameOf, StringComparer.Ordinal).SelectMany(Faults));
        TellOthers(files, clips);
        Utterance[] utterances = [.. clips.Select(clip => Clip(clip, faults))];
        InvalidInputException.ThrowIfAny(faults);
        string root = File.Exists(path) ? Path.GetDirectoryName(path)! : path;
        return new Corpus(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), root, labels, utterances);
    }

    private static string EndingOf(string file) => Path.GetExtension(file).ToLowerInvariant();

    private static bool IsSound(string file) => ManifestReader.SoundEndings.Contains(EndingOf(file));

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static IEnumerable<Fault> Faults(IGrouping<string, string> clips)
    {
        string[] files = [.. clips.Select(file => Path.GetFileName(file))];
        if (files.Length > 1)
        {
            yield return new Fault(
                clips.First(), $"would be one clip with {string.Join(" and ", files[1..])}, as a clip is named by its file without the ending; rename one, or put both into a CSV (name,audio,video)");
        }

        if (clips.Key.Any(char.IsControl) || Encoding.UTF8.GetByteCount(clips.Key) > MostBytes)
        {
            yield return new Fault(clips.First(), $"has a name that holds control characters or more than {MostBytes} bytes; rename it");
        }
    }

    private static Utterance Clip(string file, List<Fault> faults) => new()
    {
        Name = NameOf(file),
        Part = UtterancePart.Pool,
        AudioPath = EndingOf(file) == ".npy" ? null : file,
        VideoPath = IsSound(file) ? null : file,
        Text = Transcript(Path.ChangeExtension(file, TranscriptEnding), faults),
    };

    private static string? Transcript(string file, List<Fault> faults)
    {
        try
        {
            return File.Exists(file) ? RegularFile.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true)).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            faults.Add(new Fault(file, $"cannot be read as a transcript: {(e is DecoderFallbackException ? "it is not UTF-8" : e.Message.TrimEnd('.'))}; mend it, or take it away"));
            return null;
        }
    }

    private void TellOthers(string[] files, string[] clips)
    {
        HashSet<string> names = [.. clips.Select(NameOf)];
        string[] others = [.. files.Except(clips).Where(file => EndingOf(file) != TranscriptEnding || !names.Contains(NameOf(file)))];
        if (others.Length > 0)
        {
            string named = string.Join(", ", others.Take(Named).Select(file => Path.GetFileName(file)));
            notice?.Invoke($"passed over in {path}, as they are no clips: {named}{(others.Length > Named ? $" and {others.Length - Named} more" : "")}");
        }
    }
}
