using System.Globalization;
using MerExperiments.Corpora;
using MerExperiments.Media.Decoding;
using MerExperiments.Media.Transcripts;
using MerExperiments.Runs;
using MerExperiments.Settings;
using MerExperiments.Storage;

namespace MerExperiments.Media.Preparation;

/// <summary>Transcripts by the merge rule: one that a person checked, then the corpus's recognised one, then one that another program recognised,
/// then the transcriber's; all of them audited, each choice recorded in three CSV files. Called where transcripts are merged.</summary>
internal sealed class TranscriptPreparation(MediaModels<ITranscriber> transcribers, Workspace workspace, PrepareOptions options)
{
    private const string CodeVersion = "2";

    private bool HasTranscriber => options.Transcriber != NamesAttribute.None;

    /// <summary>What would keep the transcriber from running, or the recognised texts from being read.</summary>
    public IReadOnlyList<Fault> Check() =>
    [
        .. HasTranscriber ? transcribers.Check(options.Transcriber) : [],
        .. InvalidInputException.FaultsOf(() => Recognised()),
    ];

    /// <summary>The fault of recognised texts of which none is of the corpus: names that do not fit.</summary>
    public IEnumerable<Fault> Check(Corpus corpus)
    {
        if (Recognised() is { Texts.Count: > 0 } recognised)
        {
            HashSet<string> names = [.. corpus.Utterances.Select(u => u.Name)];
            string first = recognised.Texts.Keys.Order(StringComparer.Ordinal).First();
            if (!recognised.Texts.Keys.Any(names.Contains))
            {
                yield return new Fault(
                    options.Recognised!, $"names none of the {names.Count} utterances of {corpus.Name}; its first name is \"{first}\"{NearestName.Hint(first, [.. names])}");
            }
        }
    }

    /// <summary>The corpus with merged transcripts.</summary>
    public PreparedCorpus Prepare(Corpus corpus, PreparationRun run)
    {
        PreparedCorpus heard = Hear(corpus, run, out IReadOnlyList<PreparedClip> clips);
        TranscriptMergeResult merged = new TranscriptMerge(Audit(corpus)).Choose(
            [.. corpus.Utterances.Select(u => u.Name)], Sources(corpus, clips), DurationsOf(clips));
        string folder = FolderOf(merged);
        TranscriptFile.Write(folder, merged);
        IEnumerable<Utterance> utterances = corpus.Utterances.Zip(merged.Choices, (utterance, choice) => utterance with { Text = choice.Text });
        int changed = corpus.Utterances.Zip(merged.Choices).Count(pair => pair.First.Text != pair.Second.Text);
        run.Progress.Say($"transcripts merged: {changed} of {corpus.Utterances.Count} changed, {merged.Findings.Count} findings, in {Path.GetRelativePath(workspace.Root, folder)}");
        return new PreparedCorpus(corpus.With(utterances), [.. heard.Folders, folder], heard.Quarantined);
    }

    /// <summary>How long each clip plays and, for those without a checked transcript, what the transcriber hears.</summary>
    private PreparedCorpus Hear(Corpus corpus, PreparationRun run, out IReadOnlyList<PreparedClip> clips)
    {
        var key = new PreparationKey("speech", [CodeVersion, .. HasTranscriber ? transcribers.KeyOf(options.Transcriber) : [NamesAttribute.None], CardFile.Definition(options.Decoding)]);
        string needed = string.Join(' ', corpus.Utterances.Where(NeedsTranscriber).Select(u => u.Name));
        string path = (key with { Settings = [.. key.Settings, needed] }).FolderIn(workspace, corpus, u => u.AudioPath, run);
        var folder = new PreparedFolder(path, "duration_seconds", "text");
        using IStageProgress stage = run.Progress.Begin(HasTranscriber ? $"recognise speech ({options.Transcriber})" : "measure durations", corpus.Utterances.Count, "clips");
        using ITranscriber? transcriber = HasTranscriber ? transcribers.Open(options.Transcriber) : null;
        clips = folder.GetOrCreate(corpus.Utterances, u => Hear(u, transcriber, run.Cancellation), run, stage);
        PreparedCorpus listed = PreparedSignals.Replace(corpus, folder, clips, "recognise speech", u => u.AudioPath, (u, _, _) => u);
        return listed with { Folders = HasTranscriber ? listed.Folders : [] };
    }

    private PreparedClip Hear(Utterance utterance, ITranscriber? transcriber, CancellationToken cancellation)
    {
        if (utterance is not { AudioPath: { } path, AudioRefusal: null })
        {
            return new PreparedClip(utterance.Name, "", "", "", "");
        }

        try
        {
            Waveform sound = SoundReader.Read(path, options: options.Decoding, cancellation: cancellation);
            string text = transcriber is not null && NeedsTranscriber(utterance) && !sound.IsSilent ? transcriber.Transcribe(sound) : "";
            return new PreparedClip(utterance.Name, "", "", sound.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), text);
        }
        catch (ClipException e)
        {
            return new PreparedClip(utterance.Name, "", e.Reason, "", "");
        }
    }

    private IReadOnlyList<TranscriptSource> Sources(Corpus corpus, IReadOnlyList<PreparedClip> clips)
    {
        var sources = new List<TranscriptSource>
        {
            new("checked", true, Texts(corpus.Utterances.Where(u => u.IsTextChecked && u.Text is not null).Select(u => (u.Name, u.Text!)))),
            new("corpus", false, Texts(corpus.Utterances.Where(u => !u.IsTextChecked && u.Text is not null).Select(u => (u.Name, u.Text!)))),
        };
        if (Recognised() is { } recognised)
        {
            sources.Add(recognised);
        }

        if (HasTranscriber)
        {
            HashSet<string> asked = [.. corpus.Utterances.Where(NeedsTranscriber).Select(u => u.Name)];
            sources.Add(new TranscriptSource(
                options.Transcriber, false, Texts(clips.Where(clip => asked.Contains(clip.Name) && clip.Facts[0].Length > 0).Select(clip => (clip.Name, clip.Facts[1])))));
        }

        return sources;
    }

    private TranscriptSource? Recognised() => options.Recognised is { } path
        ? TranscriptFile.Read(path, "recognised")
        : null;

    private TranscriptAudit Audit(Corpus corpus) =>
        new(options.TranscriptAudit with { ExpectedScripts = TranscriptAudit.ScriptsOf(corpus.Utterances.Select(u => u.Text).OfType<string>()) });

    private static Dictionary<string, TimeSpan> DurationsOf(IReadOnlyList<PreparedClip> clips) => clips
        .Where(clip => clip.Facts[0].Length > 0)
        .ToDictionary(clip => clip.Name, clip => TimeSpan.FromSeconds(double.Parse(clip.Facts[0], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    private string FolderOf(TranscriptMergeResult merged)
    {
        string content = string.Join('\u001e', merged.Choices
            .Select(choice => string.Join('\u001f', [choice.Name, choice.Text, choice.Source, choice.Why, .. choice.Rejected.Select(rejected => rejected.ToString())]))
            .Concat(merged.Findings.Select(finding => finding.ToString())));
        return Path.Combine(workspace.Prepared, $"transcripts-{ContentHash.Of(content)[..16]}");
    }

    private static bool NeedsTranscriber(Utterance utterance) => !utterance.IsTextChecked || string.IsNullOrWhiteSpace(utterance.Text);

    private static Dictionary<string, string> Texts(IEnumerable<(string Name, string Text)> texts) =>
        texts.ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.Ordinal);
}
