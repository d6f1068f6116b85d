namespace MerExperiments.Tokenizers;

/// <summary>The end of a row at which a batch is filled up to one length.</summary>
public enum PaddingSide
{
    /// <summary>After the tokens.</summary>
    Right,

    /// <summary>Before the tokens.</summary>
    Left,
}
