using System.Text.Json.Serialization;

namespace MerExperiments.Corpora;

/// <summary>How a download is packed, and so whether it is unpacked.</summary>
public enum Packing
{
    /// <summary>Not at all: the file is kept as it came.</summary>
    None,

    /// <summary>A zip archive.</summary>
    Zip,

    /// <summary>A tar archive.</summary>
    Tar,

    /// <summary>A tar archive, compressed with gzip.</summary>
    [JsonStringEnumMemberName("tar.gz")]
    TarGz,
}
