using MerExperiments.Corpora;
using MerExperiments.Media;
using MerExperiments.Media.Decoding;

namespace MerExperiments.Encoders.Measuring;

/// <summary>The first clips of a corpus that an encoder would encode: those without the modality, unreadable or silent ones are passed over.</summary>
internal static class CorpusClips
{
    /// <exception cref="InvalidInputException">The corpus has none.</exception>
    public static IBenchInputs For(Modality modality, Corpus corpus, int clips) => modality switch
    {
        Modality.Text => Create(
            corpus, clips, utterance => utterance.Text, text => text, text => !string.IsNullOrWhiteSpace(text), (session, text) => session.Prepare(text)),
        Modality.Video => Create(
            corpus, clips, utterance => utterance.VideoPath, path => FaceFrames.Read(path), faces => !faces.HasNoFace, (session, faces) => session.Prepare(faces)),
        _ => Create(corpus, clips, utterance => utterance.AudioPath, path => SoundReader.Read(path), sound => !sound.IsSilent, (session, sound) => session.Prepare(sound)),
    };

    private static BenchInputs<T> Create<T>(
        Corpus corpus,
        int clips,
        Func<Utterance, string?> input,
        Func<string, T> read,
        Func<T, bool> isPresent,
        Func<Encoders.EncoderSession, T, Encoders.EncoderRow> prepare)
    {
        string[] found = [.. corpus.Utterances.Select(input).OfType<string>().Where(one => IsUsable(one, read, isPresent)).Take(clips)];
        return found.Length > 0
            ? new BenchInputs<T>(found, $"{(found.Length < clips ? "all" : "the first")} {found.Length} clips of {corpus.Name} with a signal", read, prepare)
            : throw new InvalidInputException(corpus.Name, "has no clip that the encoder could encode; check corpus.root");
    }

    private static bool IsUsable<T>(string input, Func<string, T> read, Func<T, bool> isPresent)
    {
        try
        {
            return isPresent(read(input));
        }
        catch (ClipException)
        {
            return false;
        }
    }
}
