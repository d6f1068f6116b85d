using System.Text.Json;
using System.Text.Json.Serialization;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.Features;

/// <summary>What a stored feature table was computed from: its <c>card.json</c>. Equal cards name the same folder.</summary>
public sealed record FeatureCard
{
    /// <summary>The encoder's name.</summary>
    public required string Encoder { get; init; }

    /// <summary>The modality it reads.</summary>
    public required Modality Modality { get; init; }

    /// <summary>Values per utterance or, at the frame level, per frame.</summary>
    public required int Dimension { get; init; }

    /// <summary>Whether the table holds one vector per utterance or per frame. Default utterance, which is not written down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FeatureLevel Level { get; init; }

    /// <summary>How values are stored. Default float32, which is not written down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FeaturePrecision Precision { get; init; }

    /// <summary>SHA-256 of each ONNX file in the order in which they run, then of each tokenizer file, in hexadecimal; an ONNX file's covers its side files.</summary>
    public required IReadOnlyList<string> Graphs { get; init; }

    /// <summary>How the media were prepared before the first graph, in words that change when the preparation does.</summary>
    public required string Preparation { get; init; }

    /// <summary>How frames became one vector.</summary>
    public required string Pooling { get; init; }

    /// <summary>SHA-256 of what the encoder reads of the corpus: the utterances' names in their order and, for texts, their transcripts; no labels or places.</summary>
    public required string CorpusHash { get; init; }

    /// <summary>SHA-256 over the contents of all media files read; a changed file is never served from an old table.</summary>
    public required string MediaHash { get; init; }

    /// <summary>The toolkit and version that wrote the table. It does not enter the key.</summary>
    public string CreatedBy { get; init; } = $"MerExperiments {typeof(FeatureCard).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>SHA-256 of everything above but <see cref="CreatedBy"/>, in hexadecimal; a level or precision enters where it is not the default.</summary>
    public string Key
    {
        get
        {
            FeatureLevel? level = Level == FeatureLevel.Utterance ? null : Level;
            FeaturePrecision? precision = Precision == FeaturePrecision.Single ? null : Precision;
            var content = new { Encoder, Modality, Dimension, Graphs, Preparation, Pooling, CorpusHash, MediaHash, level, precision };
            string json = JsonSerializer.Serialize(content, RunJson.Options);
            return ContentHash.Of(json);
        }
    }

    /// <summary>The folder's name in a store: the encoder and the first 16 digits of the key.</summary>
    [JsonIgnore]
    public string FolderName => $"{Encoder}-{Key[..16]}";

    /// <summary>True where a value is finite and stays so when it is stored.</summary>
    public bool CanHold(float value) => Precision == FeaturePrecision.Half ? Half.IsFinite((Half)value) : float.IsFinite(value);
}

/// <summary>What a row of values in a stored table describes.</summary>
public enum FeatureLevel
{
    /// <summary>One vector per utterance: frames have been pooled.</summary>
    Utterance,

    /// <summary>One vector per frame or token, any number of them per utterance.</summary>
    Frame,
}

/// <summary>How a stored table holds its values; in memory they are always float32.</summary>
public enum FeaturePrecision
{
    /// <summary>float32, memory-mapped and read without a copy.</summary>
    Single,

    /// <summary>float16: half the disk, 11 bits of each value, at most 65,504; converted when read.</summary>
    Half,
}
