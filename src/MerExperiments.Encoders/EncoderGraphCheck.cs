using MerExperiments.Encoders.Inference;
using MerExperiments.Media;
using MerExperiments.Media.Spectral;
using MerExperiments.Onnx;

namespace MerExperiments.Encoders;

/// <summary>Compares what a model file declares with what its card says, without opening the model: name, element type, rank and length of each tensor.</summary>
internal sealed class EncoderGraphCheck(EncoderCard card, int index, string path, OnnxSignature signature)
{
    private static readonly OnnxElement[] Floats = [OnnxElement.Single, OnnxElement.Half];
    private static readonly OnnxElement[] Integers = [OnnxElement.Int64, OnnxElement.Int32];
    private static readonly OnnxElement[] Masks = [.. Integers, OnnxElement.Boolean, .. Floats];
    private static readonly OnnxElement[] Bytes = [OnnxElement.Byte];
    private readonly EncoderGraph _graph = card.Graphs[index];

    /// <summary>All that differs.</summary>
    public IEnumerable<Fault> Faults()
    {
        List<(string Name, OnnxElement[] Elements, long[] Shape)> inputs = [.. Inputs()];
        return
        [
            .. inputs.SelectMany(input => Compare("input", input.Name, signature.Inputs, input.Elements, input.Shape)),
            .. signature.Inputs.Select(input => input.Name).Except(inputs.Select(input => input.Name)).Select(name => new Fault(
                path, $"has an input \"{name}\" that nothing feeds; its inputs must be {string.Join(", ", inputs.Select(input => input.Name))}")),
            .. Batch(), .. FixedLength(), .. _graph.OutputNames.SelectMany(Output),
        ];
    }

    /// <summary>The inputs the card names; of a shape -1 is any length.</summary>
    private IEnumerable<(string Name, OnnxElement[] Elements, long[] Shape)> Inputs()
    {
        yield return index > 0 ? (_graph.Input, Floats, [-1, _graph.WindowFrames ?? -1, -1, 1]) : card.Input switch
        {
            EncoderInput.Codepoints or EncoderInput.Tokens => (_graph.Input, Integers, [-1, -1]),
            EncoderInput.FaceFrames => (_graph.Input, Bytes, [-1, FaceFrames.SizePixels, FaceFrames.SizePixels, 3]),
            EncoderInput.Images => (_graph.Input, Floats, [-1, .. card.Image!.Shape]),
            EncoderInput.LogMel => (_graph.Input, Floats, [-1, card.MelBands, WhisperLogMel.Frames]),
            _ => (_graph.Input, Floats, [-1, -1]),
        };
        (string? Name, OnnxElement[] Elements, long[] Shape)[] roles =
            [(_graph.Lengths, Integers, [-1]), (_graph.Mask, Masks, [-1, -1]), (_graph.TokenTypes, Integers, [-1, -1]), (_graph.Positions, Integers, [-1, -1])];
        foreach ((string? name, OnnxElement[] elements, long[] shape) in roles)
        {
            if (name is not null)
            {
                yield return (name, elements, shape);
            }
        }
    }

    private IEnumerable<Fault> Compare(string kind, string name, IReadOnlyList<OnnxValue> declared, OnnxElement[] elements, long[] shape)
    {
        if (declared.FirstOrDefault(value => value.Name == name) is not { } found)
        {
            return [new Fault(path, $"has no {kind} \"{name}\"{NearestName.Hint(name, [.. declared.Select(value => value.Name)])}")];
        }

        bool fits = found.Shape is null || (found.Shape.Count == shape.Length && found.Shape.Zip(shape).Skip(1).All(axis => axis.First < 0 || axis.Second < 0 || axis.First == axis.Second));
        return
        [
            .. elements.Contains(found.Element) ? [] : new[] { new Fault(path, $"has the {kind} \"{name}\" of type {found.Element}; it must be {string.Join(" or ", elements)}") },
            .. fits ? [] : new[] { new Fault(path, $"has the {kind} \"{name}\" of shape {Describe(found.Shape!)}; by the card it must be {Describe(shape)}") },
        ];
    }

    private IEnumerable<Fault> Batch() =>
        signature.Inputs.FirstOrDefault(input => input.Name == _graph.Input)?.Shape is [> 1 and var rows, ..]
            ? [new Fault(path, $"has the input \"{_graph.Input}\" with a first axis of {rows}; it must be free, or 1 for a model exported for single rows")]
            : [];

    /// <summary>A model of one length takes nothing longer; shorter rows are filled up.</summary>
    private IEnumerable<Fault> FixedLength()
    {
        if (index > 0 || signature.Inputs.FirstOrDefault(input => input.Name == _graph.Input)?.Shape is not [_, > 0 and var length])
        {
            return [];
        }

        long longest = card.Tokenizer?.LongestLength ?? (card is { Frames: { } frames, Chunking: { } chunking } ? AudioPiece.LongestOf(frames, chunking) : long.MaxValue);
        string cure = card.Input == EncoderInput.Tokens ? "tokenizer.longestLength" : "chunking";
        return longest <= length
            ? []
            : [new Fault(path, $"takes rows of exactly {length} in \"{_graph.Input}\"; the card's {cure} must keep rows that short, or the model must be exported with a free axis")];
    }

    private IEnumerable<Fault> Output(string name)
    {
        if (signature.Outputs.FirstOrDefault(output => output.Name == name) is not { } found)
        {
            return [new Fault(path, $"has no output \"{name}\"{NearestName.Hint(name, [.. signature.Outputs.Select(output => output.Name)])}")];
        }

        return
        [
            .. Floats.Contains(found.Element) ? [] : new[] { new Fault(path, $"has the output \"{name}\" of type {found.Element}; it must be Single or Half") },
            .. found.Shape is null ? [] : OutputShape(name, found.Shape).Concat(OutputAxes(name, found.Shape)),
        ];
    }

    private IEnumerable<Fault> OutputShape(string name, IReadOnlyList<long> shape)
    {
        int batchAxis = _graph.Layers is null ? 0 : 1;
        if (shape.Count < batchAxis + 2)
        {
            yield return new Fault(path, $"has the output \"{name}\" of shape {Describe(shape)}; it must be [{(batchAxis > 0 ? "layers, " : "")}batch, values] or with frames before the values");
            yield break;
        }

        bool isLast = index == card.Graphs.Count - 1, framed = shape.Skip(batchAxis + 1).SkipLast(1).Any(length => length != 1);
        if (isLast && shape[^1] > 0 && shape[^1] != card.FrameDimension)
        {
            yield return new Fault(
                path, $"has the output \"{name}\" of {shape[^1]} values; dimension {card.Dimension} pooled by {card.Pooling} needs {card.FrameDimension}");
        }

        if (index == 0 && framed && _graph.TakesPadding && card is { Modality: Modality.Audio, Frames: null })
        {
            yield return new Fault(path, $"gives frames in \"{name}\" of padded clips; the card must say by frames which of them are a clip's own");
        }

        if (_graph.Layers?.FirstOrDefault(layer => shape[0] > 0 && (layer >= shape[0] || layer < -shape[0]), int.MinValue) is int absent and not int.MinValue)
        {
            yield return new Fault(path, $"has {shape[0]} layers in \"{name}\"; the card names the layer {absent}");
        }
    }

    /// <summary>Axes that the card says nothing of, and frames that the card speaks of and the output lacks.</summary>
    private IEnumerable<Fault> OutputAxes(string name, IReadOnlyList<long> shape)
    {
        if (_graph.Layers is null && HoldsLayers(shape))
        {
            yield return new Fault(
                path, FormattableString.Invariant($"has the output \"{name}\" of shape {Describe(shape)}; graphs[{index}].layers must say which of its layers count"));
            yield break;
        }

        int values = _graph.Layers is null ? 1 : 2;
        bool isPooled = shape.Count == values + 1;
        IEnumerable<long> between = shape.Skip(values).SkipLast(1);
        if (card.Modality == Modality.Video && card.Image?.Patches is null or PatchPooling.None && between.FirstOrDefault(length => length > 1) is > 1 and var vectors)
        {
            string cure = card.Image is null ? "it must give one" : "image.patches must say which counts, first or mean";
            yield return new Fault(path, FormattableString.Invariant($"gives {vectors} vectors per picture in \"{name}\"; {cure}"));
        }

        if (index == 0 && isPooled && card.Frames is not null)
        {
            yield return new Fault(path, $"gives one vector per clip in \"{name}\"; frames must be left out, or another output be named");
        }

        if (isPooled && card is { Input: EncoderInput.Tokens, Pooling: not EncoderPooling.None, Graphs.Count: 1 })
        {
            yield return new Fault(path, $"gives one vector per text in \"{name}\"; pooling must be none, or another output be named");
        }
    }

    /// <summary>A first axis of a fixed length is not the batch; of sounds and texts a second axis between batch and values is not one of frames.</summary>
    private bool HoldsLayers(IReadOnlyList<long> shape) => shape.Count >= 4
        && (shape[0] > 1 || (card.Modality != Modality.Video && index == 0 && card.Graphs.Count == 1 && shape.Skip(1).SkipLast(1).Count(length => length != 1) > 1));

    private static string Describe(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Select(length => length < 0 ? "any" : FormattableString.Invariant($"{length}")))}]";
}
