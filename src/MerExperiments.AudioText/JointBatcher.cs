using MerExperiments.AudioText.Tensors;
using MerExperiments.Features;
using MerExperiments.Tokenizers;
using static TorchSharp.torch;

namespace MerExperiments.AudioText;

/// <summary>Makes batches of rows. Immutable; the same rows and channels give the same batch.</summary>
internal sealed class JointBatcher
{
    private readonly JointRows _rows;
    private readonly AudioGroups _groups;
    private readonly JointArrangement _arrangement;
    private readonly long[][] _texts;
    private readonly long[] _prompt;
    private readonly long[][] _names;

    /// <param name="rows">The rows.</param>
    /// <param name="tokenizer">Text to token ids.</param>
    /// <param name="labels">The classes, whose names are the answers.</param>
    /// <param name="options">Lengths and the prompt.</param>
    public JointBatcher(JointRows rows, TextTokenizer tokenizer, LabelSet labels, AudioTextOptions options)
    {
        _rows = rows;
        _groups = new AudioGroups(options.Downsampling, options.LongestAudio);
        _arrangement = options.Arrangement;
        _texts = [.. rows.Texts.Select(text => Ids(text ?? "").Take(options.LongestText).ToArray())];
        _prompt = Ids(options.Prompt);
        _names = [.. labels.Names.Select(Ids)];

        long[] Ids(string text) => [.. tokenizer.Content(text).Select(id => (long)id)];
    }

    /// <summary>The rows.</summary>
    public JointRows Rows => _rows;

    /// <summary>Whether a row has sound or words, and if neither, why.</summary>
    public FeatureState StateOf(int row) => RowStates.Of(_rows, row, hasWords: _texts[row].Length > 0);

    /// <summary>The places that a row fills, without the class's name.</summary>
    public int LengthOf(int row) => Math.Max(1, AudioPlaces(row, RowChannels.Both)) + Math.Max(1, TextPlaces(row, RowChannels.Both)) + _prompt.Length;

    /// <summary>The tensors of a list of rows.</summary>
    /// <param name="rows">Row indices.</param>
    /// <param name="channels">What of each row is given; null for all of it.</param>
    /// <param name="withNames">Whether the class's name stands after the prompt, to be learned; rows without a class have none.</param>
    /// <param name="device">Where the tensors lie.</param>
    public JointBatch Create(IReadOnlyList<int> rows, IReadOnlyList<RowChannels>? channels, bool withNames, Device device)
    {
        Row[] plan = [.. rows.Select((row, i) => Plan(row, channels?[i] ?? RowChannels.Both, withNames))];
        int width = plan.Max(row => row.Length), audio = plan.Sum(row => row.Audio), tokens = plan.Sum(row => row.Tokens.Length);
        var places = new long[plan.Length * width];
        var targets = new long[plan.Length * width];
        var pooled = new float[plan.Length * width];
        var mask = new float[plan.Length * width];
        Array.Fill(targets, -100);
        using Tensor frames = empty(audio, _groups.Downsampling, _rows.Frames.Dimension);
        for (int i = 0, firstAudio = 0, firstToken = audio; i < plan.Length; firstAudio += plan[i].Audio, firstToken += plan[i].Tokens.Length, i++)
        {
            Row row = plan[i];
            Fill(row, places.AsSpan(i * width, row.Length), firstAudio, firstToken, audio + tokens);
            mask.AsSpan(i * width, row.Length).Fill(1);
            pooled.AsSpan(i * width, row.Length - row.Name).Fill(1);
            row.Tokens[^row.Name..].CopyTo(targets.AsSpan((i * width) + row.Length - row.Name - 1));
            WriteFrames(row, TorchData.Values(frames), firstAudio);
        }

        return new JointBatch
        {
            Frames = frames.to(device),
            Tokens = TorchData.Copy([.. plan.SelectMany(row => row.Tokens)], device, tokens),
            Places = TorchData.Copy(places, device, plan.Length, width),
            Mask = TorchData.Copy(mask, device, plan.Length, width).to(ScalarType.Bool),
            Pooled = TorchData.Copy(pooled, device, plan.Length, width),
            LastPlaces = TorchData.Copy([.. plan.Select(row => (long)row.Length - row.Name - 1)], device, plan.Length),
            WordTargets = TorchData.Copy(targets, device, plan.Length, width),
            Labels = TorchData.Copy([.. rows.Select(row => (long)_rows.Labels[row])], device, plan.Length),
            Weights = TorchData.Copy([.. rows.Select(row => _rows.Weights[row])], device, plan.Length),
            Positions = plan.Sum(row => row.Length),
        };
    }

    private int FramesOf(int row) => _rows.Frames.FramesOf(_rows.FrameRows[row]);

    private int AudioPlaces(int row, RowChannels channels) =>
        channels == RowChannels.TextAlone || FramesOf(row) == 0 ? 0 : _groups.Count(FramesOf(row));

    private int TextPlaces(int row, RowChannels channels) => channels == RowChannels.AudioAlone ? 0 : _texts[row].Length;

    private Row Plan(int row, RowChannels channels, bool withNames)
    {
        long[] text = TextPlaces(row, channels) == 0 ? [] : _texts[row];
        long[] name = withNames && _rows.Labels[row] >= 0 ? _names[_rows.Labels[row]] : [];
        return new Row(row, AudioPlaces(row, channels), text.Length, [.. text, .. _prompt, .. name], name.Length);
    }

    private void Fill(Row row, Span<long> places, int firstAudio, int firstToken, int absent)
    {
        int audio = Math.Max(1, row.Audio), text = Math.Max(1, row.Text);
        var order = new JointOrder(row.Audio == 0 || row.Text == 0 ? JointArrangement.SoundFirst : _arrangement, audio, text);
        for (int i = 0; i < audio; i++)
        {
            places[order.OfAudio(i)] = row.Audio == 0 ? absent : firstAudio + i;
        }

        for (int k = 0; k < text; k++)
        {
            places[order.OfToken(k)] = row.Text == 0 ? absent + 1 : firstToken + k;
        }

        for (int k = row.Text; k < row.Tokens.Length; k++)
        {
            places[audio + text + k - row.Text] = firstToken + k;
        }
    }

    private void WriteFrames(Row row, Span<float> frames, int firstAudio)
    {
        int size = _groups.Downsampling * _rows.Frames.Dimension;
        if (row.Audio > 0)
        {
            _groups.Write(_rows.Frames[_rows.FrameRows[row.Index]], _rows.Frames.Dimension, frames.Slice(firstAudio * size, row.Audio * size));
        }
    }

    /// <param name="Index">The row.</param>
    /// <param name="Audio">Audio positions.</param>
    /// <param name="Text">Transcript tokens.</param>
    /// <param name="Tokens">Transcript, prompt and name.</param>
    /// <param name="Name">Tokens of the class's name.</param>
    private sealed record Row(int Index, int Audio, int Text, long[] Tokens, int Name)
    {
        public int Length => Math.Max(1, Audio) + (Text == 0 ? 1 : 0) + Tokens.Length;
    }
}

/// <summary>Where the audio positions and the tokens of one utterance stand, counted from its first place.</summary>
/// <remarks>Interleaved, audio position i of A stands for the time (i + 1/2) / A and token k of N for (k + 1/2) / N; of the same time the sound comes first. Without sound
/// or without words there is nothing to interleave.</remarks>
/// <param name="Arrangement">The order.</param>
/// <param name="Audio">A, 1 or more: an utterance without sound has one place that says so.</param>
/// <param name="Tokens">N, 1 or more: an utterance without words has one place that says so.</param>
internal readonly record struct JointOrder(JointArrangement Arrangement, int Audio, int Tokens)
{
    /// <summary>The place of audio position <paramref name="i"/>: those before it and the tokens of an earlier time.</summary>
    public int OfAudio(int i) => i + (Arrangement == JointArrangement.SoundFirst ? 0 : (((2 * i) + 1) * Tokens + Audio - 1) / (2 * Audio));

    /// <summary>The place of token <paramref name="k"/>: those before it and the audio positions of no later time.</summary>
    public int OfToken(int k) => k + (Arrangement == JointArrangement.SoundFirst ? Audio : ((((2 * k) + 1) * Audio) + Tokens) / (2 * Tokens));
}
