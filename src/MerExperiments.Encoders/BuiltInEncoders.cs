using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>The cards of the encoders that come with the toolkit.</summary>
internal static class BuiltInEncoders
{
    private const string Licence = "MIT";
    private const string Source = "MerExperiments, written node by node";

    /// <summary>Speech statistics.</summary>
    public static EncoderCard MelStatistics { get; } = new()
    {
        Name = "mel-statistics",
        Modality = Modality.Audio,
        Input = EncoderInput.Waveform,
        Graphs = [new EncoderGraph { File = EncoderCard.BuiltIn, Input = "waveform", Lengths = "lengths", Output = "features" }],
        Pooling = EncoderPooling.None,
        Dimension = BuiltIn.MelStatistics.Names.Count,
        MinimumLength = BuiltIn.MelStatistics.MinimumSamples,
        Licence = Licence,
        Source = Source,
    };

    /// <summary>Log-mel energies, level and pitch of every 20 ms: what a model of frames reads where no published speech encoder is at hand.</summary>
    /// <remarks>Long clips are cut; the context reaches farther than a frame sees, so the cut changes a value by rounding at most.</remarks>
    public static EncoderCard MelFrames { get; } = new()
    {
        Name = "mel-frames",
        Modality = Modality.Audio,
        Input = EncoderInput.Waveform,
        Graphs = [new EncoderGraph { File = EncoderCard.BuiltIn, Input = "waveform", Lengths = "lengths", Output = "frames" }],
        Pooling = EncoderPooling.Mean,
        Dimension = BuiltIn.MelFrames.Names.Count,
        MinimumLength = BuiltIn.MelStatistics.MinimumSamples,
        Frames = new FrameGeometry { ReceptiveField = BuiltIn.MelFrames.HopSamples, Stride = BuiltIn.MelFrames.HopSamples },
        Chunking = new AudioChunking { ChunkSeconds = 30, ContextSeconds = 0.1 },
        Licence = Licence,
        Source = Source,
    };

    /// <summary>Hashed character n-grams of the transcript.</summary>
    public static EncoderCard CharNgrams { get; } = new()
    {
        Name = "char-ngrams",
        Modality = Modality.Text,
        Input = EncoderInput.Codepoints,
        Graphs = [new EncoderGraph { File = EncoderCard.BuiltIn, Input = "codepoints", Output = "features" }],
        Pooling = EncoderPooling.None,
        Dimension = BuiltIn.CharNgrams.Dimension,
        Licence = Licence,
        Source = Source,
    };

    /// <summary>Edges and brightness of the face.</summary>
    public static EncoderCard FaceTexture { get; } = new()
    {
        Name = "face-texture",
        Modality = Modality.Video,
        Input = EncoderInput.FaceFrames,
        Graphs = [new EncoderGraph { File = EncoderCard.BuiltIn, Input = "frames", Output = "features" }],
        Pooling = EncoderPooling.MeanStd,
        Dimension = 2 * BuiltIn.FaceTexture.Dimension,
        Licence = Licence,
        Source = Source,
    };

    /// <summary>A published speech embedding in two graphs; its files lie below the models root.</summary>
    public static EncoderCard SpeechEmbedding { get; } = new()
    {
        Name = "speech-embedding",
        Modality = Modality.Audio,
        Input = EncoderInput.WaveformInt16,
        Graphs =
        [
            new EncoderGraph
            {
                File = "speech-embedding/melspectrogram.onnx",
                Sha256 = "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f",
                Input = "input",
                Output = "output",
            },
            new EncoderGraph
            {
                File = "speech-embedding/embedding_model.onnx",
                Sha256 = "ba754db3cd768a524c655ea90655ee5e6055a43b8dfd29366a11e93716ae9e51",
                Input = "input_1",
                Output = "conv2d_19",
                WindowFrames = 76,
                HopFrames = 8,
                Scale = 0.1f,
                Offset = 2,
            },
        ],
        Pooling = EncoderPooling.MeanStd,
        Dimension = 192,
        MinimumLength = 12_640,
        EncodedAlone = true, // the first graph cuts at 80 dB below the loudest value of its whole batch, whosever that is
        Licence = "Apache-2.0",
        Source = "rhasspy/openWakeWord-cpp @ 45fb91c",
    };

    /// <summary>A published classifier of facial expressions, a small Xception network; its file lies below the models root. A frame's values are the
    /// probabilities of angry, disgust, fear, happy, sad, surprise and neutral, in that order.</summary>
    public static EncoderCard FaceEmotion { get; } = new()
    {
        Name = "face-emotion",
        Modality = Modality.Video,
        Input = EncoderInput.Images,
        Graphs =
        [
            new EncoderGraph
            {
                File = "face-emotion/emotion_model.onnx",
                Sha256 = "4741f3b80c6a70e4aa346c6ad955db7e7b37ab64f8722a490cbce2de4ffaf194",
                Input = "input",
                Output = "predictions",
            },
        ],
        Image = new ImagePreparation { Size = 64, Channels = ChannelOrder.Grey, Layout = TensorLayout.Nhwc, Mean = [0.5], Std = [0.5] },
        Pooling = EncoderPooling.MeanStd,
        Dimension = 14,
        Licence = "MIT",
        Source = "SuuuHyeon/streamlit-emotion @ 40fa221, weights of oarriaga/face_classification",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EncoderCard> All { get; } = [MelStatistics, MelFrames, CharNgrams, FaceTexture, SpeechEmbedding, FaceEmotion];

    /// <summary>The graph of an encoder that the project writes itself.</summary>
    internal static OnnxModel GraphOf(string encoder) => encoder switch
    {
        "mel-statistics" => BuiltIn.MelStatistics.Graph,
        "mel-frames" => BuiltIn.MelFrames.Graph,
        "char-ngrams" => BuiltIn.CharNgrams.Graph,
        "face-texture" => BuiltIn.FaceTexture.Graph,
        _ => throw new InvalidOperationException($"{encoder} is not built in; the built-in encoders are mel-statistics, mel-frames, char-ngrams and face-texture"),
    };
}
