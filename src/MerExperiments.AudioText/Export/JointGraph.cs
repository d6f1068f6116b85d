using System.Text.Json;
using MerExperiments.AudioText.LanguageModels;
using MerExperiments.Onnx;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Export;

/// <summary>Writes a joint model as an ONNX graph: what leaves the toolkit and runs without it.</summary>
/// <remarks>Inputs: <c>frames</c> float [batch, frames, D], <c>frame_lengths</c> int64 [batch], <c>input_ids</c> int64 [batch, tokens] (the transcript's, without special
/// tokens) and <c>text_lengths</c> int64 [batch]. Outputs: <see cref="FeaturesOutput"/> and <see cref="ScoreOutput"/>, a probability for each class. The frames' scaling and
/// the adapters (merged) are inside; class names and the prompt are in the metadata. In torch rows are packed without gaps, here audio, transcript and prompt each
/// keep their columns (interleaved ones share theirs) and gaps are masked out: both give the same.</remarks>
internal sealed class JointGraph
{
    /// <summary>The output [batch, H].</summary>
    public const string FeaturesOutput = "Features";

    /// <summary>The output [batch, classes].</summary>
    public const string ScoreOutput = "Score";

    private const float Never = -1e30f;
    private readonly OnnxGraph _graph = new("joint-audio-text");
    private readonly AudioTextOptions _options;
    private readonly LanguageModelConfiguration _language;
    private readonly GraphWeights _weights;
    private readonly GraphWeights _decoder;

    private JointGraph(JointModel model, AudioTextOptions options, IReadOnlyDictionary<string, Tensor> merged)
    {
        var own = model.Weights.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        (_options, _language) = (options, model.Language.Configuration);
        (_weights, _decoder) = (new GraphWeights(_graph, own.GetValueOrDefault), new GraphWeights(_graph, merged.GetValueOrDefault));
    }

    /// <summary>Writes the graph.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="options">What it was made with.</param>
    /// <param name="prompt">The prompt's token ids.</param>
    /// <param name="labels">The classes, in the order of the scores.</param>
    /// <param name="shares">Their shares among the training rows.</param>
    /// <exception cref="InvalidInputException">The graph would pass 2 GB, the most an .onnx file can hold.</exception>
    public static OnnxModel Write(JointModel model, AudioTextOptions options, IReadOnlyList<long> prompt, LabelSet labels, IReadOnlyList<double> shares)
    {
        InvalidInputException.ThrowIfAny([.. ExportSize.Faults(model.Language.Configuration)]);
        IReadOnlyDictionary<string, Tensor> merged = model.Language.Merged();
        try
        {
            var graph = new JointGraph(model, options, merged);
            graph.Build([.. prompt], [.. shares.Select(share => (float)share)]);
            return graph._graph.ToModel(
                ("merexperiments.labels", JsonSerializer.Serialize(labels.Names)),
                ("merexperiments.prompt", options.Prompt),
                ("merexperiments.longestText", FormattableString.Invariant($"{options.LongestText}")));
        }
        finally
        {
            foreach (Tensor weight in merged.Values)
            {
                weight.Dispose();
            }
        }
    }

    private void Build(long[] prompt, float[] shares)
    {
        (string audio, string heard, string sound) = new AudioColumns(_graph, _weights, _options).Write(); // [B, G, H], bool [B, G], int64 [B]
        string embedding = _decoder.Constant(_language.Family.Embedding);
        (string text, string read, string words) = Text(embedding);                                    // [B, N + 1, H], bool [B, N + 1], int64 [B]
        string rows = _graph.Length(heard, 0);
        string both = _graph.Unsqueeze(_graph.Node("And", [Any(sound), Any(words)]), 1);               // [B, 1]
        (string spoken, string said) = (_graph.Concat(1, audio, text), _graph.Concat(1, heard, read)); // [B, G + N + 1, H], bool [B, G + N + 1]
        if (_options.Arrangement == JointArrangement.Interleaved)
        {
            (spoken, said) = InterleavedColumns.Sort(_graph, spoken, heard, read, both);
        }

        string asked = _graph.Node("Gather", [embedding, _graph.Constant(prompt, 1, prompt.Length)]);  // [1, P, H]
        string prompted = _graph.Node("Expand", [asked, _graph.Concat(0, rows, _graph.Integers(1, 1))]);
        string always = _graph.Node("Greater", [_graph.Constant([1L], 1, 1), _graph.Constant([0L])]);
        string mask = _graph.Concat(
            1, said, _graph.Node("Expand", [always, _graph.Concat(0, rows, _graph.Integers(prompt.Length))]));
        string hidden = new DecoderGraph(_graph, _language, _decoder, mask).Hidden(_graph.Concat(1, spoken, prompted));
        Finish(Pool(hidden, mask), _graph.Unsqueeze(_graph.Node("Equal", [_graph.Add(sound, words), _graph.Constant([0L])]), 1), shares);

        string Any(string lengths) => _graph.Node("Greater", [lengths, _graph.Constant([0L])]);
    }

    /// <param name="pooled">[B, H].</param>
    /// <param name="nothing">Bool [B, 1], true where a row has neither sound nor words.</param>
    /// <param name="shares">The classes' shares.</param>
    private void Finish(string pooled, string nothing, float[] shares)
    {
        string features = _graph.Node("Where", [nothing, _graph.Scalar(float.NaN), pooled]);
        _graph.Output(FeaturesOutput, features, OnnxElement.Single, "batch", _language.HiddenSize);
        string score = _graph.Node("Softmax", [_weights.Linear("head", pooled)], ("axis", 1));
        score = _graph.Node("Where", [nothing, _graph.Constant(shares, 1, shares.Length), score]);
        _graph.Output(ScoreOutput, score, OnnxElement.Single, "batch", shares.Length);
    }

    /// <summary>The transcript's embedded tokens with a place after them, so that a row without words has one for its "no text".</summary>
    private (string Values, string Mask, string Lengths) Text(string embedding)
    {
        string ids = _graph.Input("input_ids", OnnxElement.Int64, "batch", "tokens");
        string given = _graph.Input("text_lengths", OnnxElement.Int64, "batch");
        string longer = _graph.Node("Pad", [ids, _graph.Integers(0, 0, 0, 1), _graph.Constant([0L])]);
        string lengths = _graph.Node("Min", [given, _graph.Constant([(long)_options.LongestText])]);
        string absent = _graph.Slice(_weights.Constant("absent"), 0, 1, 2);
        (string values, string mask) = GraphColumns.WithAbsent(_graph, _graph.Node("Gather", [embedding, longer]), lengths, absent);
        return (values, mask, lengths);
    }

    /// <summary>A weight for each place, then the weighted sum over places.</summary>
    private string Pool(string hidden, string mask)
    {
        string weights = _options.Pooling switch
        {
            HiddenPooling.LastToken => Last(mask),
            HiddenPooling.Mean => _graph.Divide(_graph.ToSingle(mask), _graph.Sum(_graph.ToSingle(mask), 1)),
            _ => Attention(hidden, mask),
        };
        return _graph.Sum(_graph.Multiply(hidden, _graph.Unsqueeze(weights, 2)), 1, keep: false);
    }

    private string Last(string mask)
    {
        string place = _graph.Positions(mask, 1);                                                      // [T]
        string last = _graph.Max(_graph.Multiply(place, _graph.ToInt64(mask)), 1);                     // [B, 1]
        return _graph.ToSingle(_graph.Node("Equal", [place, last]));
    }

    private string Attention(string hidden, string mask)
    {
        string products = _graph.Sum(_graph.Multiply(hidden, _weights.Constant("pooling.query")), 2, keep: false);
        string scaled = _graph.Multiply(products, (float)(1 / Math.Sqrt(_language.HiddenSize)));
        return _graph.Node("Softmax", [_graph.Node("Where", [mask, scaled, _graph.Scalar(Never)])], ("axis", 1));
    }
}
