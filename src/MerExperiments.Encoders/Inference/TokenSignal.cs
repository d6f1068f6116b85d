using MerExperiments.Onnx;
using MerExperiments.Tokenizers;

namespace MerExperiments.Encoders.Inference;

/// <summary>A transcript's tokens.</summary>
internal sealed class TokenSignal : RowSignal
{
    private static readonly FrameSpan[] FirstToken = [new FrameSpan(0, 1)];
    private readonly long[] _ids;
    private readonly FrameSpan[] _content;
    private readonly FrameSpan[] _lastContent;

    public TokenSignal(TokenizedText text)
    {
        _ids = text.Ids;
        _content = [.. SpansOf(text.IsContent)];
        _lastContent = _content.Length == 0 ? [] : [new FrameSpan(_content[^1].From + _content[^1].Count - 1, 1)];
    }

    public override int Pieces => 1;

    public override int Frames => -1;

    public override long Bytes => _ids.Length * (long)sizeof(long);

    public override int LengthOf(int piece) => _ids.Length;

    public override ReadOnlySpan<FrameSpan> KeptOf(int piece, int frames, EncoderPooling? pooling) => pooling switch
    {
        EncoderPooling.First => FirstToken,
        EncoderPooling.Last => _lastContent,
        _ => _content,
    };

    public override int ExpectedFrames(int paddedLength) => paddedLength;

    public override void Write(int piece, TensorBlock block, int at) => block.Put(at, _ids);

    private static IEnumerable<FrameSpan> SpansOf(bool[] isContent)
    {
        for (int from = 0; from < isContent.Length; from++)
        {
            int end = from;
            while (end < isContent.Length && isContent[end])
            {
                end++;
            }

            if (end > from)
            {
                yield return new FrameSpan(from, end - from);
                from = end;
            }
        }
    }
}
