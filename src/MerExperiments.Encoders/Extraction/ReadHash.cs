using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MerExperiments.Features;

namespace MerExperiments.Encoders;

/// <summary>SHA-256 over what an encoder of one modality reads of a corpus, so that a table outlives a change of what it was not computed from.</summary>
/// <remarks>The names, in order, since rows are found by them; for texts the transcripts too. The media's bytes are hashed by <see cref="MediaHash"/>;
/// of their paths only the ending enters, because it can decide how a file is read; and what was refused when it was prepared.</remarks>
internal static class ReadHash
{
    /// <summary>The hash, in lower-case hexadecimal.</summary>
    public static string Of(Modality modality, IReadOnlyList<Utterance> utterances)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Utterance utterance in utterances)
        {
            Append(hash, utterance.Name);
            Append(hash, modality == Modality.Text ? utterance.Text : Path.GetExtension(PathOf(modality, utterance))?.ToLowerInvariant());
            Append(hash, RefusalOf(modality, utterance));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The file or folder an encoder of a modality reads; null for texts, and where the utterance has none.</summary>
    public static string? PathOf(Modality modality, Utterance utterance) => modality switch
    {
        Modality.Audio => utterance.AudioPath,
        Modality.Video => utterance.VideoPath,
        _ => null,
    };

    private static string? RefusalOf(Modality modality, Utterance utterance) => modality switch
    {
        Modality.Audio => utterance.AudioRefusal,
        Modality.Video => utterance.VideoRefusal,
        _ => null,
    };

    /// <summary>A length before each text, -1 for none, so that two lists never join to the same bytes.</summary>
    private static void Append(IncrementalHash hash, string? text)
    {
        byte[] bytes = text is null ? [] : Encoding.Unicode.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
