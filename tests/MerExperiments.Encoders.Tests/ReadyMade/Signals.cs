using MerExperiments.Encoders.Tests.BuiltIn;
using MerExperiments.Features;
using MerExperiments.Media;

namespace MerExperiments.Encoders.Tests.ReadyMade;

/// <summary>Sounds, texts or faces of different lengths, whichever a card reads, with the frames each must give.</summary>
internal static class Signals
{
    private static readonly string[] Texts = ["你好", "好", "真的很高兴", "我们今天都不去了我们今天都不去了我们今天都不去了", "今天好"];

    /// <summary>Sounds that wav2vec2's convolutions and 30 s of log-mel treat differently: shorter than a frame, whole strides, longer than 30 s.</summary>
    private static readonly Waveform[] Sounds = [.. new[] { 16_000, 399, 16_080, 4_321, 488_123 }.Select((samples, i) => Graphs.Babble(samples, i))];

    /// <summary>Prepares the signals for a session of the card.</summary>
    public static EncoderRow[] For(EncoderCard card, EncoderSession session, string folder) => card.Modality switch
    {
        Modality.Audio => [.. Sounds.Select(session.Prepare)],
        Modality.Text => [.. Texts.Select(session.Prepare)],
        _ => [.. new[] { 3, 1, 20 }.Select(frames => session.Prepare(Faces(frames, folder)))],
    };

    /// <summary>The frames that they give: by the convolutions' arithmetic, one every 20 ms begun, one per character, one per face.</summary>
    public static int[] Frames(EncoderCard card) => card switch
    {
        { Input: EncoderInput.WaveformNormalised } => [49, 1, 50, 13, 1_525],
        { Input: EncoderInput.LogMel } => [50, 2, 51, 14, 1_526],
        { Modality: Modality.Text } => [2, 1, 5, 24, 3],
        _ => [3, 1, 20],
    };

    private static FaceFrames Faces(int frames, string folder)
    {
        string path = Path.Combine(folder, $"faces-{frames}.npy");
        using (FileStream stream = File.Create(path))
        {
            byte[] bytes = [.. Enumerable.Range(0, frames * FaceFrames.FrameBytes).Select(i => (byte)((i * 31) + (i / 997)))];
            Npy.Write<byte>(stream, bytes, frames, FaceFrames.SizePixels, FaceFrames.SizePixels, 3);
        }

        return FaceFrames.Read(path);
    }
}
