using MerExperiments.Encoders;
using MerExperiments.Encoders.Tests.StandIns;
using MerExperiments.Media;
using MerExperiments.Onnx;
using MerExperiments.Tokenizers;

namespace MerExperiments.Benchmarks;

/// <summary>The encoders that are measured: those that come with the toolkit, and stand-ins for published ones.</summary>
internal sealed class EncoderTrials(GeneratedClips clips, EncoderRegistry registry, string folder)
{
    private const int SpeechClips = 12, BatchSamples = 131_072, BatchTokens = 1_024, BatchPictures = 4, BatchWindows = 16, DenseItems = 128;
    private static readonly long[] FaceShape = [FaceFrames.SizePixels, FaceFrames.SizePixels, 3];

    /// <summary>All of them; a stand-in's file is written when it is measured.</summary>
    public IReadOnlyList<Func<EncoderTrial>> All => [Mel, Text, Face, Emotion, Speech, Hubert, Bert, Dense];

    private EncoderTrial Mel() => Sounds(BuiltInEncoders.MelStatistics, clips.Sounds, path => StockEncoder.Of(path, clips.Sounds, BuiltInEncoders.MelStatistics.MinimumLength));

    private EncoderTrial Text()
    {
        EncoderCard card = BuiltInEncoders.CharNgrams;
        long[][] codepoints = [.. clips.Texts.Select(text => text.EnumerateRunes().Select(rune => (long)rune.Value).ToArray())];
        return new EncoderTrial(
            card,
            session => [.. clips.Texts.Select(session.Prepare)],
            BareLoop.Of(PathOf(card), card.Graphs[0], codepoints, 1, BatchSamples).Run,
            StockEncoder.Of(PathOf(card), clips.Texts),
            Repeats: 300);
    }

    private EncoderTrial Face()
    {
        EncoderCard card = BuiltInEncoders.FaceTexture;
        byte[][] frames = [.. clips.Faces.SelectMany(face => Enumerable.Range(0, face.Count).Select(i => face[i].ToArray()))];
        return Faces(card, BareLoop.Of(PathOf(card), card.Graphs[0], frames, FaceShape, BatchPictures), StockEncoder.Of(PathOf(card), clips.Faces));
    }

    private EncoderTrial Emotion() => Pictures(BuiltInEncoders.FaceEmotion, [64, 64, 1], BatchPictures);

    private EncoderTrial Dense() => Pictures(
        StandIn("dense-6x768-stand-in", StandInGraphs.Dense(6), Modality.Video, EncoderInput.Images, new EncoderGraph { File = "", Input = "pixels", Output = "y" }) with
        {
            Image = new ImagePreparation { Size = 16, Layout = TensorLayout.Nhwc },
            BatchValues = DenseItems,
        },
        [16, 16, 3],
        DenseItems) with
    { Repeats = 5 };

    private EncoderTrial Hubert()
    {
        var shape = new TransformerShape(4, 256, 4);
        EncoderCard card = StandIn("hubert-stand-in", StandInGraphs.Speech(shape, takesMask: true), Modality.Audio, EncoderInput.WaveformNormalised, new EncoderGraph
        {
            File = "",
            Input = "input_values",
            Mask = "attention_mask",
            Output = "last_hidden_state",
        });
        return Sounds(card with { Dimension = 256, MinimumLength = 400, Frames = new FrameGeometry { ReceptiveField = 400, Stride = 320 } }, [.. clips.Sounds.Take(SpeechClips)], null);
    }

    private EncoderTrial Bert()
    {
        EncoderCard card = StandIn("bert-6x768-stand-in", StandInGraphs.Text(new TransformerShape(6, 768, 12) { Vocabulary = 4_000 }), Modality.Text, EncoderInput.Tokens, new EncoderGraph
        {
            File = "",
            Input = "input_ids",
            Mask = "attention_mask",
            TokenTypes = "token_type_ids",
            Output = "last_hidden_state",
        });
        string[] words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", .. clips.Texts.SelectMany(text => text).Distinct().Order().Select(letter => $"{letter}")];
        string vocabulary = Path.Combine(folder, "vocab.txt");
        File.WriteAllLines(vocabulary, words);
        card = card with { Tokenizer = new TokenizerCard { Kind = TokenizerKind.WordPiece, Vocabulary = new ModelFile(vocabulary) } };
        TextTokenizer tokenizer = TextTokenizer.Open(card.Tokenizer, registry.ModelsRoot);
        string[] texts = [.. clips.Texts.Take(64)];
        long[][] ids = [.. texts.Select(text => tokenizer.Tokenize(text).Ids)];
        return new EncoderTrial(
            card, session => [.. texts.Select(session.Prepare)], BareLoop.Of(PathOf(card), card.Graphs[0], ids, 1, BatchTokens).Run, StockEncoder.OfTokens(PathOf(card), ids));
    }

    /// <summary>The windows of all clips are cut before the clock starts; both graphs then run over them.</summary>
    private EncoderTrial Speech()
    {
        EncoderCard card = BuiltInEncoders.SpeechEmbedding;
        float[][] samples = [.. clips.Sounds.Take(SpeechClips).Select(sound => Scaled(sound.Samples, card.MinimumLength))];
        string second = registry.PathOf(card, card.Graphs[1]);
        var energies = samples.Select(clip => BareLoop.Of(PathOf(card), card.Graphs[0], [clip], [clip.Length], 1)).ToList();
        float[][] windows = [.. energies.SelectMany(loop => Windows(loop.Run()[0]))];
        BareLoop embedding = BareLoop.Of(second, card.Graphs[1], windows, [76, 32, 1], BatchWindows);
        return new EncoderTrial(
            card, session => [.. clips.Sounds.Take(SpeechClips).Select(session.Prepare)], () => [.. energies.SelectMany(loop => loop.Run()), .. embedding.Run()], null);
    }

    private static IEnumerable<float[]> Windows(float[] energies)
    {
        int frames = energies.Length / 32;
        for (int start = 0; start + 76 <= frames; start += 8)
        {
            yield return [.. energies.AsSpan(start * 32, 76 * 32).ToArray().Select(energy => (energy / 10) + 2)];
        }
    }

    private static float[] Scaled(ReadOnlyMemory<float> samples, int minimum)
    {
        float[] scaled = new float[Math.Max(minimum, samples.Length)];
        System.Numerics.Tensors.TensorPrimitives.Multiply(samples.Span, 32_768, scaled);
        return scaled;
    }

    private EncoderTrial Sounds(EncoderCard card, IReadOnlyList<Waveform> sounds, Func<string, Func<float[][]>>? stock) => new(
        card,
        session => [.. sounds.Select(session.Prepare)],
        BareLoop.Of(PathOf(card), card.Graphs[0], [.. sounds.Select(sound => sound.Samples.ToArray())], card.MinimumLength, BatchSamples).Run,
        stock?.Invoke(PathOf(card)));

    private EncoderTrial Pictures(EncoderCard card, long[] shape, int batch)
    {
        int values = (int)shape.Aggregate((a, b) => a * b);
        float[][] pictures = [.. clips.Faces.SelectMany(face => Enumerable.Range(0, face.Count).Select(i => face[i][..values].ToArray().Select(pixel => pixel / 255f).ToArray()))];
        return Faces(card, BareLoop.Of(PathOf(card), card.Graphs[0], pictures, shape, batch), StockEncoder.OfPictures(PathOf(card), card, pictures, shape));
    }

    private EncoderTrial Faces(EncoderCard card, BareLoop bare, Func<float[][]> stock) =>
        new(card, session => [.. clips.Faces.Select(session.Prepare)], bare.Run, stock);

    private EncoderCard StandIn(string name, OnnxModel model, Modality modality, EncoderInput input, EncoderGraph graph)
    {
        string path = Path.Combine(folder, $"{name}.onnx");
        model.Save(path);
        return new EncoderCard
        {
            Name = name,
            Modality = modality,
            Input = input,
            Graphs = [graph with { File = path }],
            Pooling = EncoderPooling.Mean,
            Dimension = 768,
            Licence = "none",
            Source = "random weights",
        };
    }

    private string PathOf(EncoderCard card) => registry.PathOf(card, card.Graphs[0]);
}
