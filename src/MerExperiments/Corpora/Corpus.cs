using System.Security.Cryptography;
using System.Text;

namespace MerExperiments.Corpora;

/// <summary>A set of utterances with the classes they are labelled by, as a corpus reader hands it over: checked, in a fixed order.</summary>
public sealed class Corpus
{
    /// <summary>Creates a corpus from utterances a reader has checked.</summary>
    /// <param name="name">The corpus's name, for reports.</param>
    /// <param name="root">The absolute path of the folder it was read from.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="utterances">The utterances; they are ordered here by ordinal name.</param>
    public Corpus(string name, string root, LabelSet labels, IEnumerable<Utterance> utterances)
    {
        Name = name;
        Root = root;
        Labels = labels;
        Utterances = [.. utterances.OrderBy(u => u.Name, StringComparer.Ordinal)];
    }

    /// <summary>The corpus's name, for reports.</summary>
    public string Name { get; }

    /// <summary>The absolute path of the folder it was read from.</summary>
    public string Root { get; }

    /// <summary>The classes.</summary>
    public LabelSet Labels { get; }

    /// <summary>What <see cref="Utterance.Speaker"/> is in this corpus, for reports: <c>speaker</c> unless the reader groups by something else.</summary>
    public string GroupWord { get; init; } = "speaker";

    /// <summary>All utterances, by ordinal name.</summary>
    public IReadOnlyList<Utterance> Utterances { get; }

    /// <summary>The utterances of one part, by ordinal name.</summary>
    public IReadOnlyList<Utterance> Of(UtterancePart part) => [.. Utterances.Where(u => u.Part == part)];

    /// <summary>The corpus with other utterances in the place of its own.</summary>
    public Corpus With(IEnumerable<Utterance> utterances) => new(Name, Root, Labels, utterances) { GroupWord = GroupWord };

    /// <summary>A media path as lists and messages show it: relative to <see cref="Root"/> where it lies in it, else absolute; with forward slashes.</summary>
    public string Shown(string path)
    {
        string relative = Path.GetRelativePath(Root, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative).Replace('\\', '/');
    }

    /// <summary>SHA-256 over names, parts, labels, speakers, transcripts and root-relative media paths, in hexadecimal. File contents are not read.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Labels.ToString()));
        foreach (Utterance u in Utterances)
        {
            string line = string.Join(
                '\u001f', u.Name, u.Part, u.Label ?? "\u0000", u.Speaker ?? "\u0000", u.Text ?? "\u0000", Relative(u.AudioPath), Relative(u.VideoPath));
            string refusals = u.AudioRefusal is null && u.VideoRefusal is null ? "" : $"\u001f{u.AudioRefusal}\u001f{u.VideoRefusal}";
            hash.AppendData(Encoding.UTF8.GetBytes(line + refusals + "\u001e"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string Relative(string? path) => path is null ? "\u0000" : Path.GetRelativePath(Root, path).Replace('\\', '/');
}
