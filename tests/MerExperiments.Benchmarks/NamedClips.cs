using System.Globalization;
using System.Text;
using MerExperiments.Media.Generated;

namespace MerExperiments.Benchmarks;

/// <summary>A corpus of many names: each a symbolic link to one of some generated WAV files.</summary>
internal static class NamedClips
{
    private const int Recordings = 60;

    /// <summary>Writes the files and a manifest, and returns its path.</summary>
    public static string Write(string folder, int clips)
    {
        GeneratedCorpus.Write(Path.Combine(folder, "recordings"), new GeneratedCorpusOptions { Labelled = Recordings, Pool = 0, Test = 0 });
        string[] recordings = [.. Directory.GetFiles(folder, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string names = Directory.CreateDirectory(Path.Combine(folder, "clips")).FullName;
        var manifest = new StringBuilder("name,audio,split\n");
        for (int i = 0; i < clips; i++)
        {
            string name = i.ToString("'clip_'00000000", CultureInfo.InvariantCulture);
            File.CreateSymbolicLink(Path.Combine(names, name + ".wav"), recordings[i % recordings.Length]);
            manifest.Append(CultureInfo.InvariantCulture, $"{name},clips/{name}.wav,pool\n");
        }

        string path = Path.GetFullPath(Path.Combine(folder, "manifest.csv"));
        File.WriteAllText(path, manifest.ToString());
        return path;
    }
}
