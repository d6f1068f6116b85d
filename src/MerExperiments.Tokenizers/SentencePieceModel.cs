using System.Globalization;
using Google.Protobuf;
using MerExperiments.Storage;

namespace MerExperiments.Tokenizers;

/// <summary>A SentencePiece .model file: its pieces and the settings of training and normalization that spelling depends on.</summary>
/// <remarks>The format is sentencepiece_model.proto (Kudo and Richardson, SentencePiece, arXiv 1808.06226). Fields this does not name are skipped.</remarks>
internal sealed class SentencePieceModel
{
    private readonly List<SentencePiece> _pieces = [];

    /// <summary>The pieces; a piece's id is its place.</summary>
    public IReadOnlyList<SentencePiece> Pieces => _pieces;

    /// <summary>True for a unigram model, false for byte-pair; the format's other two kinds are refused.</summary>
    public bool IsUnigram => ModelType == 1;

    /// <summary>Characters without a piece are spelt as bytes.</summary>
    public bool ByteFallback { get; private set; }

    /// <summary>A space is put before the text (or after, with <see cref="SpaceIsSuffix"/>).</summary>
    public bool AddDummyPrefix { get; private set; } = true;

    /// <summary>Spaces at the ends are dropped, runs of spaces become one.</summary>
    public bool RemoveExtraSpaces { get; private set; } = true;

    /// <summary>Spaces are written U+2581.</summary>
    public bool EscapeSpaces { get; private set; } = true;

    /// <summary>The space belongs to the word before it.</summary>
    public bool SpaceIsSuffix { get; private set; }

    /// <summary>The compiled rules of character normalization, or empty.</summary>
    public byte[] CharacterMap { get; private set; } = [];

    /// <summary>The id of the unknown piece.</summary>
    public int UnknownId { get; private set; }

    /// <summary>What the piece of each byte is called.</summary>
    public static IReadOnlyList<string> ByteNames { get; } =
        [.. Enumerable.Range(0, 256).Select(value => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"))];

    private int ModelType { get; set; } = 1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is not a unigram or byte-pair model with an unknown piece.</exception>
    public static SentencePieceModel Read(string path)
    {
        var model = new SentencePieceModel();
        try
        {
            model.Fill(RegularFile.ReadAllBytes(path));
            _ = new CharacterMap(model.CharacterMap);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentException)
        {
            throw new InvalidInputException(path, $"is not a SentencePiece model: {e.Message}");
        }

        model.ThrowUnlessUsable(path);
        return model;
    }

    private void ThrowUnlessUsable(string path)
    {
        if (_pieces.Count == 0)
        {
            throw new InvalidInputException(path, "is not a SentencePiece model: it holds no pieces");
        }

        if (ModelType is not (1 or 2))
        {
            string kind = ModelType switch { 3 => "word", 4 => "char", _ => FormattableString.Invariant($"number {ModelType}") };
            throw new InvalidInputException(path, $"is a SentencePiece model of the type {kind}; it must be unigram or bpe");
        }

        UnknownId = _pieces.FindIndex(piece => piece.Kind == SentencePieceKind.Unknown);
        int bytes = _pieces.Where(piece => piece.Kind == SentencePieceKind.Byte).Select(piece => piece.Text).Intersect(ByteNames).Count();
        if (UnknownId < 0)
        {
            throw new InvalidInputException(path, "has no unknown piece; a SentencePiece model has one");
        }

        if (ByteFallback && bytes != 256)
        {
            throw new InvalidInputException(path, FormattableString.Invariant($"spells unknown characters as bytes and has {bytes} of the 256 byte pieces <0x00> to <0xFF>; it must have them all"));
        }
    }

    private void Fill(byte[] bytes) => Read(bytes, (field, input) =>
    {
        switch (field)
        {
            case 1:
                _pieces.Add(Piece(input.ReadBytes()));
                break;
            case 2:
                Read(input.ReadBytes().ToByteArray(), Trainer);
                break;
            case 3:
                Read(input.ReadBytes().ToByteArray(), Normalizer);
                break;
            default:
                input.SkipLastField();
                break;
        }
    });

    private static SentencePiece Piece(ByteString bytes)
    {
        (string text, float score, SentencePieceKind kind) = ("", 0f, SentencePieceKind.Normal);
        Read(bytes.ToByteArray(), (field, input) =>
        {
            switch (field)
            {
                case 1:
                    text = input.ReadString();
                    break;
                case 2:
                    score = input.ReadFloat();
                    break;
                case 3:
                    kind = (SentencePieceKind)input.ReadInt32();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        });
        return new SentencePiece(text, score, kind);
    }

    private void Trainer(int field, CodedInputStream input)
    {
        switch (field)
        {
            case 3:
                ModelType = input.ReadInt32();
                break;
            case 24:
                SpaceIsSuffix = input.ReadBool();
                break;
            case 35:
                ByteFallback = input.ReadBool();
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private void Normalizer(int field, CodedInputStream input)
    {
        switch (field)
        {
            case 2:
                CharacterMap = input.ReadBytes().ToByteArray();
                break;
            case 3:
                AddDummyPrefix = input.ReadBool();
                break;
            case 4:
                RemoveExtraSpaces = input.ReadBool();
                break;
            case 5:
                EscapeSpaces = input.ReadBool();
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private static void Read(byte[] message, Action<int, CodedInputStream> field)
    {
        var input = new CodedInputStream(message);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            field(WireFormat.GetTagFieldNumber(tag), input);
        }
    }
}
