using System.Globalization;
using MerExperiments.Settings;

namespace MerExperiments.Corpora;

/// <summary>Reads the transcripts of MELD (Poria et al., arXiv 1810.02508) from its three official CSV files; no media.</summary>
/// <remarks>
/// train_sent_emo.csv and dev_sent_emo.csv are the labelled part, test_sent_emo.csv is the test part: the official split, but that the folds of the run
/// choose on train and dev together, where others choose on dev alone. An utterance is named <c>train_dia0_utt3</c>.
/// The group that stands as <see cref="Utterance.Speaker"/> is the dialogue (<c>train_dia0</c>): the same six friends speak in all three parts, so folds
/// that leave speakers out would answer another question than the official test, while utterances of one dialogue in two folds would tell of each other.
/// With context the transcript has one line an utterance, <c>Ross: What?</c>, the utterance itself last; a later utterance is never read.
/// </remarks>
public sealed class MeldReader(MeldOptions options) : ICorpusReader
{
    private static readonly string[] Columns = ["Utterance", "Speaker", "Emotion", "Dialogue_ID", "Utterance_ID"];
    private static readonly (string Name, UtterancePart Part)[] Parts =
        [("train", UtterancePart.Labelled), ("dev", UtterancePart.Labelled), ("test", UtterancePart.Test)];

    private readonly string _root = Path.GetFullPath(options.Root);
    private readonly LabelSet _labels = new(options.Labels);

    /// <summary>The seven classes, in the order in which the corpus's authors number them.</summary>
    public static LabelSet Emotions { get; } = new(["neutral", "surprise", "fear", "sadness", "joy", "disgust", "anger"]);

    /// <inheritdoc/>
    public Corpus Read(CancellationToken cancellation = default)
    {
        List<Fault> faults = [.. OptionsCheck.Faults(options, "corpus")];
        var utterances = new List<Utterance>();
        foreach ((string name, UtterancePart part) in Parts)
        {
            cancellation.ThrowIfCancellationRequested();
            List<MeldLine> lines = Lines(name, faults);
            utterances.AddRange(faults.Count > 0 ? [] : Utterances(lines, name, part));
        }

        InvalidInputException.ThrowIfAny(faults);
        return new Corpus(options.Name, _root, _labels, utterances) { GroupWord = "dialogue" };
    }

    private List<MeldLine> Lines(string name, List<Fault> faults)
    {
        CsvTable table;
        try
        {
            table = CsvTable.Read(Path.Combine(_root, $"{name}_sent_emo.csv"), faults);
        }
        catch (InvalidInputException e)
        {
            faults.AddRange(e.Faults);
            return [];
        }

        Fault[] missing = [.. Columns.Select(table.Missing).OfType<Fault>()];
        faults.AddRange(missing);
        if (table.Rows.Count == 0)
        {
            faults.Add(new Fault(table.Place, "holds no utterances; it must hold at least one row below the header"));
        }

        var names = new UniqueNames(faults);
        return missing.Length > 0 ? [] : [.. table.Rows.Select(row => Line(row, name, names, faults)).OfType<MeldLine>()];
    }

    private MeldLine? Line(CsvRow row, string part, UniqueNames names, List<Fault> faults)
    {
        string emotion = row["Emotion"].Trim();
        if (_labels.IndexOf(emotion) < 0)
        {
            faults.Add(new Fault(row.Place, $"the emotion is \"{emotion}\"{NearestName.Hint(emotion, _labels.Names)}"));
        }

        int? dialogue = Number(row, "Dialogue_ID", faults);
        int? utterance = Number(row, "Utterance_ID", faults);
        if (dialogue is null || utterance is null)
        {
            return null;
        }

        var line = new MeldLine(dialogue.Value, utterance.Value, MeldText.Of(row["Speaker"]), MeldText.Of(row["Utterance"]), emotion);
        return names.Add(row, NameOf(part, line)) ? line : null;
    }

    private IEnumerable<Utterance> Utterances(List<MeldLine> lines, string name, UtterancePart part) =>
        from dialogue in lines.GroupBy(line => line.Dialogue)
        let said = dialogue.OrderBy(line => line.Number).ToArray()
        from at in Enumerable.Range(0, said.Length)
        select new Utterance
        {
            Name = NameOf(name, said[at]),
            Part = part,
            Label = said[at].Emotion,
            Speaker = FormattableString.Invariant($"{name}_dia{dialogue.Key}"),
            Text = options.Context == 0
                ? said[at].Text
                : string.Join('\n', said[Math.Max(0, at - options.Context)..(at + 1)].Select(line => $"{line.Speaker}: {line.Text}")),
        };

    private static string NameOf(string part, MeldLine line) => FormattableString.Invariant($"{part}_dia{line.Dialogue}_utt{line.Number}");

    private static int? Number(CsvRow row, string column, List<Fault> faults)
    {
        if (int.TryParse(row[column], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        faults.Add(new Fault(row.Place, $"{column} is \"{row[column]}\"; it must be a whole number, 0 or more"));
        return null;
    }
}

/// <summary>One row of a file of MELD: who says what in which dialogue, by the numbers that name them.</summary>
internal sealed record MeldLine(int Dialogue, int Number, string Speaker, string Text, string Emotion);

/// <summary>Mends the texts of MELD: earlier releases have quotes and dashes of Windows-1252 as control characters, U+0080 to U+009F.</summary>
internal static class MeldText
{
    private const char First = '\u0080';

    /// <summary>What the bytes 80 to 9F mean in Windows-1252; the five that mean nothing become spaces.</summary>
    private const string Meant = "\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  \u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178";

    /// <summary>The text with its quotes and dashes, without white space at the ends.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (mended, from) =>
    {
        for (int i = 0; i < mended.Length; i++)
        {
            mended[i] = from[i] is >= First and < (char)(First + 32) ? Meant[from[i] - First] : from[i];
        }
    }).Trim();
}
