using MerExperiments.Storage;

namespace MerExperiments.Corpora;

/// <summary>Writes the manifest of EMO-DB (Burkhardt et al., Interspeech 2005) from the names of its sound files.</summary>
/// <remarks>A name is speaker (two digits), text (a letter and two digits), emotion (a letter), take (a letter): <c>03a01Fa.wav</c>. There
/// is no text column: the ten sentences were chosen to say nothing of the emotion, and a text's code is not a transcript.</remarks>
public static class EmoDbManifest
{
    /// <summary>The seven classes, in the order of every posterior.</summary>
    public static LabelSet Labels { get; } = new(["anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral"]);

    /// <summary>Writes the manifest for all <c>*.wav</c> of a folder, by ordinal name, each row in the labelled part.</summary>
    /// <param name="wavFolder">The folder of sound files.</param>
    /// <param name="manifestPath">The CSV to write or replace.</param>
    /// <param name="root">The folder to which the audio paths are relative; null to write absolute paths.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="InvalidInputException">The folder is missing or empty, or names break the rule; all are named and nothing is written.</exception>
    public static int Write(string wavFolder, string manifestPath, string? root = null)
    {
        string[] files = Directory.Exists(wavFolder) ? Directory.GetFiles(Path.GetFullPath(wavFolder), "*.wav") : [];
        if (files.Length == 0)
        {
            throw new InvalidInputException(wavFolder, "holds no *.wav files; it must be the folder of EMO-DB's recordings (named like 03a01Fa.wav)");
        }

        Array.Sort(files, StringComparer.Ordinal);
        InvalidInputException.ThrowIfAny([.. files.Select(FaultOf).OfType<Fault>()]);
        AtomicFile.WriteText(manifestPath, CsvTable.Format(["name", "audio", "label", "speaker", "split"], files.Select(file => Row(file, root))));
        return files.Length;
    }

    private static string[] Row(string file, string? root)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        string audio = root is null ? file : Path.GetRelativePath(root, file).Replace('\\', '/');
        return [name, audio, Emotion(name[5])!, name[..2], "labelled"];
    }

    private static Fault? FaultOf(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        bool shaped = name.Length == 7 && char.IsAsciiDigit(name[0]) && char.IsAsciiDigit(name[1]) && char.IsAsciiLetterLower(name[2])
            && char.IsAsciiDigit(name[3]) && char.IsAsciiDigit(name[4]) && char.IsAsciiLetter(name[6]);
        return !shaped ? new Fault(file, $"the name \"{name}\" must be speaker (2 digits), text (letter, 2 digits), emotion (letter), take (letter)")
            : Emotion(name[5]) is null ? new Fault(file, $"the emotion's letter is \"{name[5]}\"; it must be one of W, L, E, A, F, T, N")
            : null;
    }

    private static string? Emotion(char letter) => letter switch
    {
        'W' => "anger",
        'L' => "boredom",
        'E' => "disgust",
        'A' => "fear",
        'F' => "happiness",
        'T' => "sadness",
        'N' => "neutral",
        _ => null,
    };
}
