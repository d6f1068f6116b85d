using MerExperiments.Tokenizers;

namespace MerExperiments.AudioText;

/// <summary>Of rows, how many are longer than the model reads them: a transcript's end is cut, of a sound neighbouring frames are averaged.</summary>
/// <param name="Rows">The rows looked at.</param>
/// <param name="Texts">Those with more tokens than <see cref="AudioTextOptions.LongestText"/>.</param>
/// <param name="LongestText">The tokens of the longest transcript.</param>
/// <param name="Sounds">Those with more audio positions than <see cref="AudioTextOptions.LongestAudio"/>.</param>
/// <param name="LongestSound">The positions that the longest sound would take.</param>
internal sealed record RowCuts(int Rows, int Texts, int LongestText, int Sounds, int LongestSound)
{
    /// <summary>Looks at rows; one that stands in several lists counts once.</summary>
    internal static RowCuts Of(IEnumerable<JointRows> lists, TextTokenizer tokenizer, AudioTextOptions options)
    {
        var groups = new AudioGroups(options.Downsampling, options.LongestAudio);
        (int Tokens, int Places)[] lengths =
        [
            .. lists.SelectMany(list => Enumerable.Range(0, list.Count).Select(row => (List: list, Row: row)))
                .DistinctBy(at => at.List.Names[at.Row], StringComparer.Ordinal)
                .Select(at => (tokenizer.Content(at.List.Texts[at.Row] ?? "").Count, groups.Uncut(at.List.Frames.FramesOf(at.List.FrameRows[at.Row])))),
        ];
        return new RowCuts(
            lengths.Length,
            lengths.Count(length => length.Tokens > options.LongestText),
            lengths.Max(length => (int?)length.Tokens) ?? 0,
            lengths.Count(length => length.Places > options.LongestAudio),
            lengths.Max(length => (int?)length.Places) ?? 0);
    }
}
