using System.Globalization;
using MerExperiments.Runs;

namespace MerExperiments.AudioText.CrossFitting;

/// <summary>Tells once of utterances that are longer than the joint model reads them, and which key would have them read whole.</summary>
/// <remarks>The first fold to come tells for all of them: they read the same utterances, with vocabularies that may differ by a few words. Safe on several threads.</remarks>
internal sealed class CutNotice
{
    private int _told;

    /// <summary>Tells, unless it was told before.</summary>
    /// <param name="cuts">What is cut; nothing is said of what is not.</param>
    /// <param name="options">The lengths.</param>
    /// <param name="progress">Receives progress and notices.</param>
    public void Tell(RowCuts cuts, AudioTextOptions options, IRunProgress progress)
    {
        if (Interlocked.Exchange(ref _told, 1) != 0)
        {
            return;
        }

        if (cuts.Texts > 0)
        {
            progress.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"audio-text reads {cuts.Texts:N0} of {cuts.Rows:N0} transcripts up to token {options.LongestText:N0} only; the longest has {cuts.LongestText:N0}: raise audioText.longestText to have them read to the end"));
        }

        if (cuts.Sounds > 0)
        {
            progress.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"audio-text hears {cuts.Sounds:N0} of {cuts.Rows:N0} utterances more coarsely than the others, to fit {options.LongestAudio:N0} audio positions; the longest takes {cuts.LongestSound:N0}: raise audioText.longestAudio to hear them alike"));
        }
    }
}
