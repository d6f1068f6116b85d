using MerExperiments.Corpora;
using MerExperiments.Media;
using MerExperiments.Media.Generated;

namespace MerExperiments.Benchmarks;

/// <summary>The first clips of a generated corpus, decoded: those that have something to hear, to see or to read.</summary>
internal sealed record GeneratedClips(IReadOnlyList<Waveform> Sounds, IReadOnlyList<string> Texts, IReadOnlyList<FaceFrames> Faces)
{
    /// <summary>Writes a corpus into a folder and decodes so many clips per modality.</summary>
    public static GeneratedClips Write(string folder, int count)
    {
        GeneratedCorpus.Write(folder, new GeneratedCorpusOptions { Labelled = count * 5 / 4, Pool = 0, Test = 0 });
        IReadOnlyList<Utterance> utterances = new Mer2024Reader(new Mer2024Options { Root = folder }).Read().Utterances;
        return new GeneratedClips(
            [.. utterances.Select(u => WavFile.Read(u.AudioPath!)).Where(sound => !sound.IsSilent).Take(count)],
            [.. utterances.Select(u => u.Text).OfType<string>().Where(text => text.Length > 0).Take(count)],
            [.. utterances.Select(u => FaceFrames.Read(u.VideoPath!)).Where(face => !face.HasNoFace).Take(count)]);
    }
}
